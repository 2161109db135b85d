using Redoubt.Aws.Shapes;
using Redoubt.Services.CloudTrail;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.Sts;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Aws.Shapes;

public sealed class ClassShapesTests
{
    [Fact]
    public void A_class_says_everything_about_its_members()
    {
        var shape = Shape.Of(typeof(EncryptRequest));

        var key = shape.Find("KeyId")!;
        var plaintext = shape.Find("Plaintext")!;
        var tokens = (ListShape)shape.Find("GrantTokens")!.Target;
        Assert.True(key.IsRequired);
        Assert.Equal((1, 2048), (key.Target.Constraints!.Min, key.Target.Constraints.Max));
        Assert.True(plaintext.IsSensitive);
        Assert.Equal(ShapeKind.Blob, plaintext.Target.Kind);
        Assert.Equal(10, tokens.Constraints!.Max);
        Assert.Equal(8192, tokens.Element.Target.Constraints!.Max);
        Assert.Equal(["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"], shape.Find("EncryptionAlgorithm")!.Target.Constraints!.Values!);
        Assert.Same(shape, Shape.Of(typeof(EncryptRequest)));
    }

    [Fact]
    public void A_required_flag_can_be_missing_behind_a_property_that_cannot()
    {
        var member = Shape.Of(typeof(VisibilityConfig)).Find("SampledRequestsEnabled")!;
        var config = new VisibilityConfig();

        Assert.Null(member.Get(config));
        member.Set(config, true);
        Assert.True(config.SampledRequestsEnabled);
        Assert.Equal(true, member.Get(new VisibilityConfig { SampledRequestsEnabled = true }));
    }

    [Fact]
    public void Classes_may_contain_themselves()
    {
        var statement = Shape.Of(typeof(Statement));

        Assert.Same(statement, ((StructureShape)statement.Find("NotStatement")!.Target).Find("Statement")!.Target);
    }

    [Fact]
    public void Every_generated_contract_can_be_built_and_its_patterns_compiled()
    {
        var seen = new HashSet<Shape>();
        foreach (var service in (ServiceShape[])[KmsShapes.Service, IamShapes.Service, StsShapes.Service, CloudTrailShapes.Service, WafV2Shapes.Service])
            foreach (var operation in service.Operations)
            {
                Visit(operation.Input, seen);
                Visit(operation.Output, seen);
                Assert.All(operation.Errors, error => Assert.NotNull(service.Error(error)));
            }

        Assert.InRange(seen.Count, 500, 5000);
    }

    static void Visit(Shape shape, HashSet<Shape> seen)
    {
        if (!seen.Add(shape)) return;
        shape.Constraints?.Matcher?.Matches("x");
        if (shape is ListShape list) Visit(list.Element.Target, seen);
        if (shape is MapShape map) Visit(map.Value.Target, seen);
        if (shape is not StructureShape structure) return;
        Assert.IsType(structure.Create().GetType(), structure.Create());
        foreach (var member in structure.Members)
        {
            Assert.NotNull(member.Access);
            Visit(member.Target, seen);
        }
    }
}
