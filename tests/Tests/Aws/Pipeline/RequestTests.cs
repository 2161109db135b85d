using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.Pipeline;

/// <summary>Requests that are signed and still wrong, strange or large.</summary>
public sealed class RequestTests
{
    const string Json = "application/x-amz-json-1.1", Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task An_unknown_operation_or_service_is_told_apart_from_one_nobody_implements()
    {
        await using var server = await Server.Start();

        var unknown = await server.Root.SendJson("kms", "MakeCoffee");
        var missing = await server.Root.SendJson("kms", "GetPublicKey");
        var missingQuery = await server.Root.SendQuery("iam", "CreateVirtualMFADevice");
        var unknownQuery = await server.Root.SendQuery("iam", "MakeCoffee");
        var unknownService = await server.Root.Send("kitchen", "us-east-1", Json, "{}"u8.ToArray(), ("x-amz-target", "Kitchen_1.MakeCoffee"));
        var missingRestJson = await Rest(server, "guardduty", "GET", "/detector", SignatureFlavour.RestJson);
        var missingRestXml = await Rest(server, "s3", "GET", "/", SignatureFlavour.S3);
        var unroutable = await Rest(server, "guardduty", "GET", "/nothing/here", SignatureFlavour.RestJson);

        Assert.Equal((404, "UnknownOperationException"), (unknown.Status, unknown.Code));
        Assert.Equal((404, "UnknownOperationException"), (unroutable.Status, Code(unroutable)));
        Assert.Equal((501, "NotImplemented"), (missing.Status, missing.Code));
        Assert.Equal((501, "NotImplemented"), (missingQuery.Status, missingQuery.Code));
        Assert.Equal((400, "InvalidAction", "Could not find operation MakeCoffee for version 2010-05-08"), (unknownQuery.Status, unknownQuery.Code, unknownQuery.Message));
        Assert.Equal((501, "NotImplemented"), (unknownService.Status, unknownService.Code));
        Assert.Equal((501, "NotImplemented"), (missingRestJson.Status, Code(missingRestJson)));
        Assert.Equal((501, "NotImplemented"), (missingRestXml.Status, missingRestXml.Text("Code")));
        Assert.Contains("redoubt coverage kms", missing.Message);
        foreach (var answer in (Answer[])[unknown, missing, missingQuery, unknownQuery, unknownService, missingRestJson, unroutable]) SignatureTests.AssertDiscreet(answer);
        var record = await server.AuditOf(missing.RequestId);
        Assert.Equal(("GetPublicKey", "NotImplemented", "Root"), ((string)record!["eventName"]!, (string)record["errorCode"]!, (string)record["userIdentity"]!["type"]!));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"Limit":1,"Limit":2}""")]
    [InlineData("""{"Limit":"1"}""")]
    [InlineData("""{"Limit":1e400}""")]
    [InlineData("{} {}")]
    [InlineData("\u0000")]
    public async Task Json_that_is_none_or_does_not_fit_is_refused(string body)
    {
        await using var server = await Server.Start();
        var bytes = Encoding.UTF8.GetBytes(body);

        var answer = await server.Root.SendSigned(server.Root.SignKms("ListKeys", bytes), bytes);

        Assert.Equal((400, "SerializationException"), (answer.Status, answer.Code));
        SignatureTests.AssertDiscreet(answer);
        Assert.NotNull(await server.AuditOf(answer.RequestId));
    }

    [Fact]
    public async Task Nesting_is_bounded_and_unknown_members_are_passed_over()
    {
        await using var server = await Server.Start();
        var deep = Encoding.UTF8.GetBytes($$"""{"Unknown":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""");

        var refused = await server.Root.SendSigned(server.Root.SignKms("ListKeys", deep), deep);
        var accepted = await server.Root.SendJson("kms", "ListKeys", JsonNode.Parse("""{"Unknown":{"a":[1,{"b":null}]},"Limit":3}"""));

        Assert.Equal((400, "SerializationException"), (refused.Status, refused.Code));
        Assert.Equal(200, accepted.Status);
    }

    [Theory]
    [InlineData("Action=ListUsers&Version=2010-05-08&MaxItems=%zz", "MalformedQueryString")]
    [InlineData("Action=ListUsers&Version=2010-05-08&MaxItems=1&MaxItems=2", "MalformedInput")]
    [InlineData("Action=ListUsers&Version=2010-05-08&MaxItems=one", "MalformedInput")]
    [InlineData("Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.7.Key=a", "MalformedInput")]
    [InlineData("Action=ListUsers&Version=1999-01-01", "InvalidAction")]
    [InlineData("Action=ListUsers", "InvalidAction")]
    [InlineData("MaxItems=1", "MissingAction")]
    public async Task A_form_that_is_none_or_does_not_fit_is_refused(string form, string code)
    {
        await using var server = await Server.Start();

        var answer = await server.Root.Send("iam", "us-east-1", Form, Encoding.UTF8.GetBytes(form));

        Assert.Equal(code, answer.Code);
        SignatureTests.AssertDiscreet(answer);
    }

    [Fact]
    public async Task A_body_beyond_four_megabytes_is_refused_with_and_without_a_declared_length()
    {
        await using var server = await Server.Start();
        var large = new byte[(4 << 20) + 1];
        var headers = server.Root.SignKms("ListKeys", large);

        var declared = await server.Root.SendSigned(headers, large);
        var chunked = await Raw(server, Head(headers, "Transfer-Encoding: chunked") + $"{large.Length:x}\r\n{new string('a', large.Length)}\r\n0\r\n\r\n");

        Assert.Equal((413, "RequestEntityTooLargeException"), (declared.Status, declared.Code));
        Assert.StartsWith("HTTP/1.1 413", chunked);
    }

    [Fact]
    public async Task Only_an_existing_access_key_may_send_more_than_a_small_body()
    {
        await using var server = await Server.Start();
        var body = Encoding.UTF8.GetBytes($$"""{"Marker":"{{new string('a', 20_000)}}"}""");
        var known = server.Root.SignKms("ListKeys", body);
        var unknown = server.Client("AKIAIOSFODNN7EXAMPLE", "secret").SignKms("ListKeys", body);
        var chunks = $"{body.Length:x}\r\n{Encoding.UTF8.GetString(body)}\r\n0\r\n\r\n";

        var read = await server.Root.SendSigned(known, body);
        var readInChunks = await Raw(server, Head(known, "Transfer-Encoding: chunked") + chunks);
        var refused = await server.Root.SendSigned(unknown, body);
        var refusedInChunks = await Raw(server, Head(unknown, "Transfer-Encoding: chunked") + chunks);

        Assert.Equal((400, "ValidationException"), (read.Status, read.Code));
        Assert.StartsWith("HTTP/1.1 400", readInChunks);
        Assert.Equal((413, "RequestEntityTooLargeException"), (refused.Status, refused.Code));
        Assert.StartsWith("HTTP/1.1 413", refusedInChunks);
    }

    [Fact]
    public async Task A_body_that_is_promised_and_not_sent_takes_no_memory()
    {
        const int Connections = 150;
        await using var server = await Server.Start();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<TcpClient>();

        for (var i = 0; i < Connections; i++)
        {
            var client = new TcpClient();
            clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4194304\r\nExpect: 100-continue\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            await client.GetStream().ReadAtLeastAsync(new byte[64], 21, cancellationToken: TestContext.Current.CancellationToken);
        }
        var after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var client in clients) client.Dispose();

        Assert.True(after - before < Connections * (2L << 20), $"{after - before} bytes are held");
    }

    [Fact]
    public async Task A_target_may_be_absolute_and_a_host_may_have_a_prefix()
    {
        await using var server = await Server.Start();
        var body = "{}"u8.ToArray();
        var plain = server.Root.SignKms("ListKeys", body);
        using var prefixed = new ApiClient(new Uri($"http://kms.localhost:{server.Address.Port}"), server.Root.AccessKeyId, server.Running.Root.SecretAccessKey, null,
            new SocketsHttpHandler { ConnectCallback = async (_, ct) => { var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, ct); return new NetworkStream(socket, true); } });

        var absolute = await Raw(server, Head(plain, "Content-Length: 2", $"http://{server.Address.Authority}/") + "{}");
        var throughPrefix = await prefixed.SendJson("kms", "ListKeys");

        Assert.StartsWith("HTTP/1.1 200", absolute);
        Assert.Equal(200, throughPrefix.Status);
    }

    [Fact]
    public async Task Health_is_open_to_anybody_and_says_what_is_implemented()
    {
        await using var server = await Server.Start();
        using var anybody = new HttpClient();

        var health = JsonNode.Parse(await anybody.GetStringAsync(new Uri(server.Address, "/_redoubt/health"), TestContext.Current.CancellationToken))!;

        Assert.Equal("ok", (string)health["status"]!);
        Assert.Equal("1/11", (string)health["coverage"]!["sts"]!);
    }

    [Fact]
    public async Task A_client_that_goes_away_harms_nobody()
    {
        using var log = new CapturedLog();
        var body = "{}"u8.ToArray();
        await using (var server = await Server.Start(services: services => services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(log)))
        {
            for (var i = 0; i < 100; i++)
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
                await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
                var whole = Head(server.Root.SignKms("CreateKey", body), "Content-Length: 2") + "{}";
                await socket.SendAsync(Encoding.ASCII.GetBytes(whole[..(i % 2 == 0 ? whole.Length : whole.Length - 1)]), TestContext.Current.CancellationToken);
            }
            Assert.Equal(200, (await server.Root.SendJson("kms", "ListKeys")).Status);
        }

        var complaints = log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    static async Task<Answer> Rest(Server server, string service, string method, string path, SignatureFlavour flavour)
    {
        var headers = new HeaderDictionary { ["host"] = server.Address.Authority };
        new Signer(server.Root.AccessKeyId, Encoding.UTF8.GetBytes(server.Running.Root.SecretAccessKey), null, Region.Parse("us-east-1"), new SigningService(flavour, service))
            .Sign(new SignedRequest(method, path, headers), System.Security.Cryptography.SHA256.HashData([]), TimeProvider.System.GetUtcNow());
        return await server.Root.SendSigned(headers, [], path, method);
    }

    // rest-json names the error in a header as well as in the body.
    static string Code(Answer answer) => answer.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.Single() : answer.Code;

    static string Head(IHeaderDictionary headers, string length, string target = "/") =>
        $"POST {target} HTTP/1.1\r\n{string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}{length}\r\n\r\n";

    static async Task<string> Raw(Server server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var buffer = new byte[256];
        var answer = stream.ReadAtLeastAsync(buffer, 12, false, TestContext.Current.CancellationToken);
        try { await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken); }
        catch (IOException) { }
        return Encoding.ASCII.GetString(buffer, 0, await answer);
    }
}
