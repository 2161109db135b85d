using System.Text;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>What is wrong with a signature is answered in AWS's codes, says nothing of our insides, and is in the audit trail.</summary>
public sealed class SignatureTests
{
    static readonly byte[] Body = "{}"u8.ToArray();

    [Fact]
    public async Task Every_broken_signature_is_refused_and_recorded()
    {
        await using var server = await Server.Start();
        var root = server.Root;

        await Refused("IncompleteSignatureException", headers => headers.Authorization = "AWS4-HMAC-SHA256 nonsense");
        await Refused("IncompleteSignatureException", headers => headers.Authorization = headers.Authorization.ToString().Replace("SignedHeaders=", "Signed=", StringComparison.Ordinal));
        await Refused("IncompleteSignatureException", headers => headers.Authorization = headers.Authorization.ToString().Replace("/aws4_request", "", StringComparison.Ordinal));
        await Refused("MissingAuthenticationTokenException", headers => headers.Authorization = "Basic YTpi");
        await Refused("MissingAuthenticationTokenException", headers => headers.Remove("Authorization"));
        await Refused("InvalidSignatureException", headers => headers.Authorization = Replaced(headers, root.AccessKeyId, root.AccessKeyId, "us-east-1", "eu-west-1"));
        await Refused("InvalidSignatureException", headers => headers.Authorization = Replaced(headers, root.AccessKeyId, root.AccessKeyId, "/kms/", "/iam/"));
        await Refused("InvalidSignatureException", headers => headers.Authorization = headers.Authorization.ToString()[..^1] + (headers.Authorization.ToString()[^1] == '0' ? '1' : '0'));
        await Refused("UnrecognizedClientException", headers => headers.Authorization = Replaced(headers, root.AccessKeyId, "AKIAIOSFODNN7EXAMPLE", "", ""));
        await Refused("InvalidSignatureException", headers => headers["x-amz-date"] = "20200101T000000Z");
        await Refused("InvalidSignatureException", headers => headers["x-amz-security-token"] = "added");
        await Refused("InvalidSignatureException", headers => headers["x-amz-added"] = "1");
        await Refused("InvalidSignatureException", headers => headers["x-amz-target"] = "TrentService.CreateKey");
        await Refused("InvalidSignatureException", headers => headers.Host = "kms.eu-west-1.amazonaws.com");

        async Task Refused(string code, Action<IHeaderDictionary> spoil)
        {
            var headers = root.SignKms("ListKeys", Body);
            spoil(headers);
            var answer = await root.SendSigned(headers, Body);
            Assert.Equal((400, code), (answer.Status, answer.Code));
            AssertDiscreet(answer);
            var record = await server.AuditOf(answer.RequestId);
            Assert.Equal((code, "Unknown"), ((string)record!["errorCode"]!, (string)record["userIdentity"]!["type"]!));
        }
    }

    [Fact]
    public async Task A_body_or_query_that_was_not_signed_is_refused()
    {
        await using var server = await Server.Start();
        var headers = server.Root.SignKms("ListKeys", Body);

        var tampered = await server.Root.SendSigned(headers, """{"Limit":1}"""u8.ToArray());
        var extended = await server.Root.SendSigned(headers, Body, "/?a=b");
        var moved = await server.Root.SendSigned(headers, Body, "/elsewhere");
        var got = await server.Root.SendSigned(headers, Body, method: "PUT");

        Assert.All((Answer[])[tampered, extended, moved, got], answer => Assert.Equal("InvalidSignatureException", answer.Code));
    }

    [Fact]
    public async Task A_refusal_does_not_say_whether_the_key_or_the_secret_was_wrong_by_more_than_its_code_and_never_names_a_principal()
    {
        await using var server = await Server.Start();
        using var wrongSecret = server.Client(server.Root.AccessKeyId, "not the secret");

        var answer = await wrongSecret.SendJson("kms", "ListKeys");
        var record = await server.AuditOf(answer.RequestId);

        Assert.Equal("InvalidSignatureException", answer.Code);
        Assert.Equal(("Unknown", null), ((string)record!["userIdentity"]!["type"]!, (string?)record["userIdentity"]!["arn"]));
        Assert.Equal(server.Root.AccessKeyId, (string)record["userIdentity"]!["accessKeyId"]!);
    }

    [Theory]
    [InlineData(-16, "Signature expired")]
    [InlineData(16, "Signature not yet current")]
    public async Task A_clock_off_by_more_than_a_quarter_of_an_hour_is_refused(int minutes, string message)
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        var client = new FakeClock();
        client.Advance(TimeSpan.FromMinutes(minutes));
        using var skewed = new ApiClient(server.Address, server.Root.AccessKeyId, server.Running.Root.SecretAccessKey, client);

        var refused = await skewed.SendJson("kms", "ListKeys");
        client.Advance(TimeSpan.FromMinutes(-Math.Sign(minutes)));
        var accepted = await skewed.SendJson("kms", "ListKeys");

        Assert.Equal("InvalidSignatureException", refused.Code);
        Assert.StartsWith(message, refused.Message);
        Assert.Equal(200, accepted.Status);
    }

    [Fact]
    public async Task A_key_switched_off_is_refused_at_once_and_works_again_when_switched_on()
    {
        await using var server = await Server.Start();
        using var alice = await server.User("alice");

        var before = await alice.SendQuery("sts", "GetCallerIdentity");
        await server.Root.Query("iam", "UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", alice.AccessKeyId), ("Status", "Inactive"));
        var off = await alice.SendQuery("sts", "GetCallerIdentity");
        await server.Root.Query("iam", "UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", alice.AccessKeyId), ("Status", "Active"));
        var on = await alice.SendQuery("sts", "GetCallerIdentity");
        await server.Root.Query("iam", "DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", alice.AccessKeyId));
        var gone = await alice.SendQuery("sts", "GetCallerIdentity");

        Assert.Equal((200, 403, 200, 403), (before.Status, off.Status, on.Status, gone.Status));
        Assert.Equal(("InvalidClientTokenId", "InvalidClientTokenId"), (off.Code, gone.Code));
    }

    [Fact]
    public async Task A_presigned_call_works_until_it_expires()
    {
        var clock = new FakeClock();
        await using var server = await Server.Start(clock: clock);
        var signer = new Signer(
            server.Root.AccessKeyId, Encoding.UTF8.GetBytes(server.Running.Root.SecretAccessKey), null, Region.Parse("us-east-1"), new SigningService(SignatureFlavour.Query, "sts"));
        var request = new SignedRequest("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", new HeaderDictionary { ["host"] = server.Address.Authority });
        var target = signer.Presign(request, TimeSpan.FromMinutes(1), clock.GetUtcNow());
        using var browser = new HttpClient();

        using var fresh = await browser.GetAsync(new Uri(server.Address, target), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(61));
        using var stale = await browser.GetAsync(new Uri(server.Address, target), TestContext.Current.CancellationToken);

        Assert.Equal((200, 403), ((int)fresh.StatusCode, (int)stale.StatusCode));
        Assert.Contains("Signature expired", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    internal static void AssertDiscreet(Answer answer)
    {
        foreach (var inside in (string[])["Exception:", "   at ", "System.", "Redoubt.", ".cs", "StackTrace", "Microsoft."])
            Assert.DoesNotContain(inside, answer.Body, StringComparison.Ordinal);
    }

    static string Replaced(IHeaderDictionary headers, string key, string newKey, string part, string newPart)
    {
        var header = headers.Authorization.ToString().Replace(key, newKey, StringComparison.Ordinal);
        return part.Length == 0 ? header : header.Replace(part, newPart, StringComparison.Ordinal);
    }
}
