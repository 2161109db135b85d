using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;
using Redoubt.Services.CloudTrail;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Aws.Protocols;

/// <summary>What a client writes for any input of a generated class is read as that input.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> JsonOperations => [.. new[] { KmsShapes.Service, WafV2Shapes.Service, CloudTrailShapes.Service }.SelectMany(Names)];

    public static TheoryData<string> QueryOperations => [.. Names(IamShapes.Service)];

    [Theory]
    [MemberData(nameof(JsonOperations))]
    public void Json_inputs_are_read_as_they_were_written(string name)
    {
        var operation = Find(name);

        Check(operation, input => Wire.Read(operation.Service!, operation.Name, Json(operation.Input, input)));
    }

    [Theory]
    [MemberData(nameof(QueryOperations))]
    public void Forms_are_read_as_they_were_written(string name)
    {
        var operation = Find(name);

        Check(operation, input => Wire.Read(operation.Service!, operation.Name, Form(operation.Input, input)));
    }

    [Theory]
    [MemberData(nameof(JsonOperations))]
    public void Xml_inputs_are_read_as_they_were_written(string name)
    {
        var operation = Find(name);

        Check(operation, input =>
        {
            var body = new ArrayBufferWriter<byte>();
            XmlOutput.Element(new XmlText(body), "Input", null, operation.Input, input);
            var read = operation.Input.Create();
            XmlInput.Read(operation.Input, body.WrittenMemory, read);
            return read;
        });
    }

    static void Check(OperationShape operation, Func<object, object> roundTrip) =>
        Prop.ForAll(Structure(operation.Input, 2).ToArbitrary(), input =>
            Encoding.UTF8.GetString(Json(operation.Input, input)) == Encoding.UTF8.GetString(Json(operation.Input, roundTrip(input))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true));

    static IEnumerable<string> Names(ServiceShape service) => service.Operations.Select(operation => $"{service.Id}:{operation.Name}").Order(StringComparer.Ordinal);

    static OperationShape Find(string name) => name.Split(':') switch
    {
        ["kms", var operation] => KmsShapes.Service.Operation(operation)!,
        ["wafv2", var operation] => WafV2Shapes.Service.Operation(operation)!,
        ["iam", var operation] => IamShapes.Service.Operation(operation)!,
        [_, var operation] => CloudTrailShapes.Service.Operation(operation)!,
        _ => throw new ArgumentException(name),
    };

    static byte[] Json(StructureShape shape, object instance)
    {
        var body = new ArrayBufferWriter<byte>();
        JsonOutput.Write(shape, instance, body);
        return body.WrittenSpan.ToArray();
    }

    // A client's own way of writing forms, written here a second time on purpose.
    static byte[] Form(StructureShape shape, object instance)
    {
        var fields = new List<string> { "Action=X", "Version=Y" };
        Fields(fields, "", shape, instance);
        return Encoding.UTF8.GetBytes(string.Join('&', fields));
    }

    static void Fields(List<string> fields, string prefix, Shape shape, object value)
    {
        switch (shape)
        {
            case StructureShape structure:
                foreach (var member in structure.Members)
                    if (member.Get(value) is { } inner) Fields(fields, prefix.Length == 0 ? member.WireName : $"{prefix}.{member.WireName}", member.Target, inner);
                break;
            case ListShape list:
                if (list.Access.Count(value) == 0) fields.Add($"{prefix}=");
                for (var i = 0; i < list.Access.Count(value); i++) Fields(fields, $"{prefix}.{list.Element.WireName}.{i + 1}", list.Element.Target, list.Access.At(value, i)!);
                break;
            default:
                var text = value switch { bool truth => truth ? "true" : "false", _ => Convert.ToString(value, CultureInfo.InvariantCulture)! };
                fields.Add($"{prefix}={Uri.EscapeDataString(text)}");
                break;
        }
    }

    static readonly Gen<string> Texts = Gen.Elements("", "a", "x y", "é", "\U0001F511", "<&>\"'", "%41+=&", "a.b.1", "null", "\r\n\t", " lead", "\u2028", "\\u0041", "]]>")
        .ArrayOf().Select(parts => string.Concat(parts.Take(3)));

    static Gen<object> Structure(StructureShape shape, int depth)
    {
        var members = shape.Members.ToArray();
        return Gen.CollectToArray(members.Select((member, i) => Value(member.Target, depth - 1)
                .SelectMany(value => Gen.Choose(0, 2).Select(dice => dice > 0 || i == 0 ? value : null))))
            .Select(values =>
            {
                var instance = shape.Create();
                for (var i = 0; i < members.Length; i++)
                    if (values[i] is { } value) members[i].Set(instance, value);
                return instance;
            });
    }

    static Gen<object?> Value(Shape shape, int depth) => shape switch
    {
        StructureShape structure => depth < 0 ? Gen.Constant<object?>(structure.Create()) : Structure(structure, depth).Select(value => (object?)value),
        ListShape list => Gen.Choose(0, 2).SelectMany(count => Value(list.Element.Target, depth - 1).ArrayOf(count)).Select(items =>
        {
            var made = list.Access.Create();
            foreach (var item in items) list.Access.Add(made, item);
            return (object?)made;
        }),
        MapShape map => Gen.Zip(Texts, Value(map.Value.Target, depth - 1)).ArrayOf().Select(entries =>
        {
            var made = map.Access.Create();
            foreach (var (key, value) in entries.Take(3)) map.Access.TryAdd(made, key, value);
            return (object?)made;
        }),
        _ => shape.Kind switch
        {
            ShapeKind.String => Texts.Select(text => (object?)text),
            ShapeKind.Integer => Gen.Elements<object?>(0, 1, -1, int.MaxValue, int.MinValue),
            ShapeKind.Long => Gen.Elements<object?>(0L, -1L, long.MaxValue, long.MinValue),
            ShapeKind.Boolean => Gen.Elements<object?>(true, false),
            ShapeKind.Double => Gen.Elements<object?>(0d, 1.5d, double.NaN, double.PositiveInfinity, double.MinValue),
            ShapeKind.Blob => Gen.Choose(0, 255).ArrayOf().Select(bytes => (object?)Array.ConvertAll(bytes, value => (byte)value)),
            ShapeKind.Timestamp => Gen.Choose(int.MinValue, int.MaxValue).Select(seconds => (object?)DateTimeOffset.UnixEpoch.AddMilliseconds(seconds * 997L)),
            _ => throw new NotSupportedException(shape.ToString()),
        },
    };
}
