using Redoubt.Aws.Shapes;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;
using Validator = Redoubt.Aws.Validation;

namespace Redoubt.Tests.Aws.Validation;

public sealed class ValidationTests
{
    [Fact]
    public void A_valid_input_passes() => Check(KmsShapes.Service, "Encrypt", "{\"KeyId\":\"a\",\"Plaintext\":\"YQ==\"}");

    [Theory]
    [InlineData("GenerateRandom", "{\"NumberOfBytes\":0}", "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("GenerateRandom", "{\"NumberOfBytes\":1025}", "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024")]
    [InlineData("DescribeKey", "{}", "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null")]
    [InlineData("DescribeKey", "{\"KeyId\":\"\"}", "1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("Encrypt", "{\"KeyId\":\"a\",\"Plaintext\":\"YQ==\",\"EncryptionAlgorithm\":\"X\"}",
        "1 validation error detected: Value 'X' at 'encryptionAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE]")]
    [InlineData("Encrypt", "{\"KeyId\":\"a\",\"Plaintext\":\"YQ==\",\"GrantTokens\":[\"\"]}",
        "1 validation error detected: Value '[]' at 'grantTokens' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 8192, Member must have length greater than or equal to 1]")]
    [InlineData("Encrypt", "{\"Plaintext\":\"\"}",
        "2 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void Violations_are_told_in_AWSs_words(string operation, string body, string message)
    {
        var error = Assert.Throws<AwsError>(() => Check(KmsShapes.Service, operation, body));

        Assert.Equal("ValidationException", error.Code);
        Assert.Equal(400, error.Status);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_member_deep_inside_is_named_by_its_path()
    {
        var tag = $"{{\"TagKey\":\"{new string('a', 129)}\",\"TagValue\":\"\"}}";

        var error = Assert.Throws<AwsError>(() => Check(KmsShapes.Service, "CreateKey", $"{{\"Tags\":[{{\"TagKey\":\"b\",\"TagValue\":\"\"}},{tag}]}}"));

        Assert.Equal($"1 validation error detected: Value '{new string('a', 129)}' at 'tags.2.member.tagKey' failed to satisfy constraint: Member must have length less than or equal to 128", error.Message);
    }

    [Fact]
    public void The_query_protocol_has_a_code_of_its_own()
    {
        var error = Assert.Throws<AwsError>(() => Check(IamShapes.Service, "CreateUser", "UserName=a%20b"));

        Assert.Equal("ValidationError", error.Code);
        Assert.Equal(@"1 validation error detected: Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]+", error.Message);
    }

    [Fact]
    public void A_required_number_or_flag_that_is_missing_is_told_from_zero_and_false()
    {
        const string Rule = "\"Name\":\"r\",\"Statement\":{},\"VisibilityConfig\":{\"SampledRequestsEnabled\":false,\"MetricName\":\"m\"}";

        var error = Assert.Throws<AwsError>(() => Check(WafV2Shapes.Service, "CheckCapacity", $"{{\"Scope\":\"REGIONAL\",\"Rules\":[{{{Rule}}}]}}"));

        Assert.Contains("Value null at 'rules.1.member.priority' failed", error.Message);
        Assert.Contains("Value null at 'rules.1.member.visibilityConfig.cloudWatchMetricsEnabled' failed", error.Message);
        Assert.StartsWith("2 validation errors detected", error.Message);
    }

    [Fact]
    public void Sensitive_values_are_never_echoed()
    {
        var shape = new Shape(ShapeKind.String, "Password") { IsSensitive = true, Constraints = new() { Min = 8, Pattern = "[0-9]+", Values = ["12345678"] } };
        var items = new ListShape("Passwords", new Member("member", "member", shape), new ListAccess<string>());

        Assert.DoesNotContain("hunter2", Refused(shape, "hunter2").Message);
        Assert.DoesNotContain("hunter2", Refused(items, new List<string> { "hunter2" }).Message);
    }

    [Fact]
    public void Echoes_and_descriptions_are_bounded()
    {
        var text = new Shape(ShapeKind.String, "Text") { Constraints = new() { Max = 1 } };
        var item = new StructureShape("Item", () => [new Member("Text", "Text", text) { Access = new Itself() }], () => "");
        var items = new ListShape("Items", new Member("member", "member", item), new ListAccess<string>());

        var single = Refused(text, new string('x', 1_000_000)).Message;
        var many = Refused(items, Enumerable.Repeat("xx", 100_000).ToList()).Message;

        Assert.InRange(single.Length, 1024, 1300);
        Assert.StartsWith("100000 validation errors detected", many);
        Assert.InRange(many.Length, 1000, 5000);
    }

    [Theory]
    [InlineData("Map keys must satisfy constraint: [Member must have length less than or equal to 3]", "long", "ok")]
    [InlineData("Map value must satisfy constraint: [Member must satisfy regular expression pattern: [a-z]*]", "k", "A")]
    public void Keys_and_values_of_a_map_are_checked(string constraint, string key, string value)
    {
        var map = new MapShape("Map",
            new Member("key", "key", new Shape(ShapeKind.String, "Key") { Constraints = new() { Max = 3 } }),
            new Member("value", "value", new Shape(ShapeKind.String, "Value") { Constraints = new() { Pattern = "[a-z]*" } }), new MapAccess<string>());

        var error = Refused(map, new Dictionary<string, string> { [key] = value });

        Assert.Equal($"1 validation error detected: Value '{{{key}={value}}}' at 'member' failed to satisfy constraint: {constraint}", error.Message);
    }

    [Fact]
    public void A_character_beyond_sixteen_bits_counts_once()
    {
        var shape = new Shape(ShapeKind.String, "Text") { Constraints = new() { Max = 2 } };

        Validate(shape, "\U0001F511\U0001F511");
        Refused(shape, "\U0001F511\U0001F511\U0001F511");
    }

    [Fact]
    public void A_contract_without_constraints_is_not_looked_at()
    {
        var shape = new StructureShape("Free", () => [new Member("Text", "Text", new Shape(ShapeKind.String, "Text")) { Access = new Never() }], () => new object());

        Assert.False(shape.IsConstrained);
        Validator.Check(new("Op", () => shape, () => shape), new object());
    }

    static void Check(ServiceShape service, string operation, string body) =>
        Validator.Check(service.Operation(operation)!, Wire.Read(service, operation, body));

    static AwsError Refused(Shape shape, object value) => Assert.Throws<AwsError>(() => Validate(shape, value));

    static void Validate(Shape shape, object value)
    {
        var input = new StructureShape("Input", () => [new Member("Member", "Member", shape) { Access = new Itself() }], () => value);
        Validator.Check(new("Op", () => input, () => input), value);
    }

    // The instance is its own only member.
    sealed class Itself : MemberAccess
    {
        public override object? Get(object owner) => owner;

        public override void Set(object owner, object? value) => throw new NotSupportedException();
    }

    sealed class Never : MemberAccess
    {
        public override object? Get(object owner) => throw new InvalidOperationException("was read");

        public override void Set(object owner, object? value) => throw new InvalidOperationException("was written");
    }
}
