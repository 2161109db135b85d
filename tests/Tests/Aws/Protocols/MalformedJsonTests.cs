using System.Text;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Aws.Protocols;

public sealed class MalformedJsonTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("{\"KeyId\":\"a\"")]
    [InlineData("{\"KeyId\":\"a\"} {}")]
    [InlineData("{\"KeyId\":\"a\",}")]
    [InlineData("{\"KeyId\":'a'}")]
    [InlineData("{\"KeyId\":\"\\ud800\"}")]
    [InlineData("// hello\n{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"KeyId\"")]
    public void What_is_not_one_JSON_object_is_refused(string body)
    {
        var error = Wire.Refused(KmsShapes.Service, "Encrypt", body);

        Assert.Equal("SerializationException", error.Code);
        Assert.Equal(400, error.Status);
    }

    [Theory]
    [InlineData("Encrypt", "{\"KeyId\":1}", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("Encrypt", "{\"KeyId\":true}", "TRUE_VALUE can not be converted to a String")]
    [InlineData("Encrypt", "{\"KeyId\":{}}", "Start of structure or map found where not expected.")]
    [InlineData("Encrypt", "{\"KeyId\":[\"a\"]}", "Start of list found where not expected")]
    [InlineData("Encrypt", "{\"DryRun\":\"true\"}", "STRING_VALUE can not be converted to a Boolean")]
    [InlineData("Encrypt", "{\"DryRun\":0}", "NUMBER_VALUE can not be converted to a Boolean")]
    [InlineData("Encrypt", "{\"GrantTokens\":\"a\"}", "STRING_VALUE can not be converted to a list")]
    [InlineData("Encrypt", "{\"EncryptionContext\":[]}", "Start of list found where not expected")]
    [InlineData("ListKeys", "{\"Limit\":\"10\"}", "STRING_VALUE can not be converted to an Integer")]
    [InlineData("ListKeys", "{\"Limit\":1.5}", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("ListKeys", "{\"Limit\":2147483648}", "NUMBER_VALUE can not be converted to an Integer")]
    public void A_value_of_another_type_is_refused(string operation, string body, string message) =>
        Assert.Equal(message, Wire.Refused(KmsShapes.Service, operation, body).Message);

    [Theory]
    [InlineData("a")]
    [InlineData("YWI")]
    [InlineData("YW I=")]
    [InlineData("YWI=\\n")]
    [InlineData("YWI_")]
    [InlineData("====")]
    public void A_blob_is_strict_base64(string text) =>
        Assert.Equal("Invalid base64", Wire.Refused(KmsShapes.Service, "Encrypt", $"{{\"Plaintext\":\"{text}\"}}").Message);

    [Fact]
    public void Escapes_in_base64_are_understood()
    {
        var request = (EncryptRequest)Wire.Read(KmsShapes.Service, "Encrypt", "{\"Plaintext\":\"\\u002B\\/\\u002B\\/\"}");

        Assert.Equal(Convert.FromBase64String("+/+/"), request.Plaintext);
    }

    [Fact]
    public void A_member_twice_is_refused() =>
        Assert.Equal("Duplicate member: KeyId", Wire.Refused(KmsShapes.Service, "Encrypt", "{\"KeyId\":\"a\",\"Plaintext\":\"\",\"KeyId\":\"b\"}").Message);

    [Fact]
    public void A_member_twice_is_refused_when_the_second_is_spelled_with_escapes() =>
        Wire.Refused(KmsShapes.Service, "Encrypt", "{\"KeyId\":\"a\",\"Key\\u0049d\":\"b\"}");

    [Fact]
    public void A_key_of_a_map_twice_is_refused() =>
        Wire.Refused(KmsShapes.Service, "Encrypt", "{\"EncryptionContext\":{\"a\":\"1\",\"a\":\"2\"}}");

    [Theory]
    [InlineData("{\"EncryptionContext\":{\"a\":null}}")]
    [InlineData("{\"GrantTokens\":[null]}")]
    public void Null_is_no_item_of_a_list_or_map(string body) => Wire.Refused(KmsShapes.Service, "Encrypt", body);

    [Fact]
    public void Unknown_members_and_null_are_as_if_not_there()
    {
        var request = (EncryptRequest)Wire.Read(KmsShapes.Service, "Encrypt", "{\"Other\":{\"a\":[1,{}]},\"KeyId\":\"k\",\"DryRun\":null,\"Last\":0}");

        Assert.Equal("k", request.KeyId);
        Assert.Null(request.DryRun);
    }

    [Fact]
    public void An_empty_body_is_an_empty_request() => Assert.Null(((ListKeysRequest)Wire.Read(KmsShapes.Service, "ListKeys", "")).Limit);

    [Fact]
    public void Nesting_is_bounded()
    {
        var statement = string.Concat(Enumerable.Repeat("{\"NotStatement\":{\"Statement\":", 2000)) + "{}" + new string('}', 4000);

        var error = Wire.Refused(WafV2Shapes.Service, "CheckCapacity", $"{{\"Scope\":\"REGIONAL\",\"Rules\":[{{\"Statement\":{statement}}}]}}");

        Assert.Equal("SerializationException", error.Code);
    }

    [Fact]
    public void Invalid_UTF8_in_a_value_or_name_is_refused()
    {
        byte[] value = [.. "{\"KeyId\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        byte[] key = [.. "{\"EncryptionContext\":{\""u8, 0xFF, .. "\":\"a\"}}"u8];

        Assert.Throws<AwsError>(() => Wire.Read(KmsShapes.Service, "Encrypt", value));
        Assert.Throws<AwsError>(() => Wire.Read(KmsShapes.Service, "Encrypt", key));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("99999999999999")]
    [InlineData("\"2020-01-01T00:00:00Z\"")]
    [InlineData("-1e20")]
    public void A_timestamp_out_of_range_or_form_is_refused(string time) =>
        Wire.Refused(CloudTrail, "LookupEvents", $"{{\"StartTime\":{time}}}");

    [Theory]
    [InlineData("1422172801", "2015-01-25T08:00:01.0000000+00:00")]
    [InlineData("1422172801.123", "2015-01-25T08:00:01.1230000+00:00")]
    [InlineData("1.422172801123E9", "2015-01-25T08:00:01.1230000+00:00")]
    [InlineData("-1", "1969-12-31T23:59:59.0000000+00:00")]
    public void Seconds_may_have_a_fraction(string seconds, string expected)
    {
        var request = (Redoubt.Services.CloudTrail.LookupEventsRequest)Wire.Read(CloudTrail, "LookupEvents", $"{{\"StartTime\":{seconds}}}");

        Assert.Equal(expected, request.StartTime!.Value.ToString("O"));
    }

    [Fact]
    public void No_mutilated_request_does_more_than_be_refused()
    {
        var whole = Encoding.UTF8.GetBytes("{\"KeyId\":\"a\\u00e9\",\"Plaintext\":\"YWJj\",\"EncryptionContext\":{\"k\":\"v\"},\"GrantTokens\":[\"t\"],\"DryRun\":true}");
        for (var at = 0; at < whole.Length; at++)
            foreach (var value in (ReadOnlySpan<byte>)[0, 0x22, 0x5B, 0x7D, 0x80, 0xFF])
            {
                var changed = whole.ToArray();
                changed[at] = value;
                try { Wire.Read(KmsShapes.Service, "Encrypt", changed); }
                catch (AwsError error) { Assert.Equal("SerializationException", error.Code); }
            }
    }

    static Redoubt.Aws.Shapes.ServiceShape CloudTrail => Redoubt.Services.CloudTrail.CloudTrailShapes.Service;
}
