using System.Text.Json;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Aws.Protocols;

public sealed class AnswerTests
{
    [Fact]
    public void A_json_success_has_its_type_and_request_id()
    {
        var (body, response) = Wire.Write(KmsShapes.Service, "Encrypt", new EncryptResponse { KeyId = "k", CiphertextBlob = [1, 2, 3] });

        Assert.Equal("{\"CiphertextBlob\":\"AQID\",\"KeyId\":\"k\"}", body);
        Assert.Equal("application/x-amz-json-1.1", response.Headers.ContentType);
        Assert.Equal("request-1", response.Headers["x-amzn-RequestId"]);
    }

    [Fact]
    public void An_operation_without_output_answers_an_empty_body() =>
        Assert.Equal("", Wire.Write(KmsShapes.Service, "EnableKey", new EnableKeyResponse()).Body);

    [Fact]
    public void A_json_error_names_its_type()
    {
        var (body, response) = Wire.WriteError(KmsShapes.Service, new("NotFoundException", 400, "Key 'a' does not exist"));

        Assert.Equal("{\"__type\":\"NotFoundException\",\"message\":\"Key 'a' does not exist\"}", body);
        Assert.Equal(400, response.Status);
        Assert.Equal("request-1", response.Headers["x-amzn-RequestId"]);
    }

    [Fact]
    public void An_error_uses_the_names_of_its_model()
    {
        var error = new AwsError("WAFInvalidParameterException", 400, "bad") { Members = new Dictionary<string, string> { ["Field"] = "IP_ADDRESS" } };

        Assert.Equal("{\"__type\":\"WAFInvalidParameterException\",\"message\":\"bad\",\"Field\":\"IP_ADDRESS\"}", Wire.WriteError(WafV2Shapes.Service, error).Body);
    }

    [Theory]
    [InlineData("NoSuchEntityException")]
    [InlineData("NoSuchEntity")]
    public void A_query_error_has_the_code_on_the_wire(string code)
    {
        var (body, response) = Wire.WriteError(IamShapes.Service, new(code, 404, "The user with name <a> cannot be found."));

        Assert.Equal("<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The user with name &lt;a&gt; cannot be found.</Message></Error><RequestId>request-1</RequestId></ErrorResponse>", body);
        Assert.Equal("text/xml", response.Headers.ContentType);
        Assert.Equal(404, response.Status);
    }

    [Fact]
    public void A_fault_of_the_server_is_the_receivers() =>
        Assert.Contains("<Type>Receiver</Type><Code>ServiceFailure</Code>", Wire.WriteError(IamShapes.Service, new("ServiceFailure", 500, "x")).Body);

    [Fact]
    public void A_query_success_is_wrapped_and_carries_the_request_id()
    {
        var output = new CreateUserResponse { User = new() { Path = "/", UserName = "a", UserId = "AIDA", Arn = "arn", CreateDate = DateTimeOffset.UnixEpoch } };

        var (body, _) = Wire.Write(IamShapes.Service, "CreateUser", output);

        Assert.Equal("<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateUserResult><User><Path>/</Path><UserName>a</UserName><UserId>AIDA</UserId>"
            + "<Arn>arn</Arn><CreateDate>1970-01-01T00:00:00Z</CreateDate></User></CreateUserResult><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></CreateUserResponse>", body);
    }

    [Fact]
    public void Former_query_services_name_their_former_code()
    {
        var service = new ServiceShape("sqs")
        {
            Protocol = ProtocolKind.Json,
            JsonVersion = "1.0",
            ApiVersion = "",
            IsQueryCompatible = true,
            Errors = [new("QueueDoesNotExist", 400) { QueryCode = "AWS.SimpleQueueService.NonExistentQueue" }],
        };

        var (_, response) = Wire.WriteError(service, new("QueueDoesNotExist", 400, "x"));

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", response.Headers["x-amzn-query-error"]);
    }

    [Fact]
    public void Rest_errors_are_named_in_a_header_and_their_members_are_typed()
    {
        var service = new ServiceShape("lambda")
        {
            Protocol = ProtocolKind.RestJson,
            ApiVersion = "",
            Errors = [new("TooManyRequestsException", 429) { Members = [new("retryAfterSeconds", ShapeKind.String, "Retry-After"), new("count", ShapeKind.Integer)] }],
        };
        var error = new AwsError("TooManyRequestsException", 429, "slow") { Members = new Dictionary<string, string> { ["retryAfterSeconds"] = "5", ["count"] = "7" } };

        var (body, response) = Wire.WriteError(service, error);

        Assert.Equal("{\"message\":\"slow\",\"count\":7}", body);
        Assert.Equal("TooManyRequestsException", response.Headers["x-amzn-ErrorType"]);
        Assert.Equal("5", response.Headers["Retry-After"]);
    }

    [Fact]
    public void S3_errors_are_bare()
    {
        var service = new ServiceShape("s3") { Protocol = ProtocolKind.RestXml, ApiVersion = "" };

        var (body, response) = Wire.WriteError(service, new("NoSuchKey", 404, "The specified key does not exist.") { Members = new Dictionary<string, string> { ["Key"] = "a&b" } });

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a&amp;b</Key><RequestId>request-1</RequestId><HostId>", body);
        Assert.Equal("request-1", response.Headers["x-amz-request-id"]);
    }

    [Fact]
    public void Json_text_survives_any_characters()
    {
        const string Text = "é \" \\ / \u2028 \U0001F511 <script> \u0001";

        var (body, _) = Wire.Write(KmsShapes.Service, "Encrypt", new EncryptResponse { KeyId = Text });

        Assert.Equal(Text, JsonDocument.Parse(body).RootElement.GetProperty("KeyId").GetString());
    }

    [Fact]
    public void A_protocol_that_nobody_speaks_is_said_so() =>
        Assert.Throws<NotSupportedException>(() => Protocol.Of(new("x") { Protocol = ProtocolKind.RpcV2Cbor, ApiVersion = "" }));
}
