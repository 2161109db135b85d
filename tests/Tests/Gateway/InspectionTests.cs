using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class InspectionTests
{
    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello", "hello", false, "hello")]
    [InlineData("Content-Length: 16\r\n\r\n0123456789abcdef", "0123456789abcdef", false, "0123456789abcdef")]
    [InlineData("Content-Length: 20\r\n\r\n0123456789abcdefghij", "0123456789abcdef", true, "0123456789abcdefghij")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "hello", false, "hello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n14\r\n0123456789abcdefghij\r\n0\r\n\r\n", "0123456789abcdef", true, "0123456789abcdefghij")]
    [InlineData("\r\n", "", false, "")]
    public async Task Beginning_of_the_body_is_inspected_and_all_of_it_forwarded(string rest, string inspected, bool continues, string forwarded)
    {
        var inspector = new Recorder();
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: inspector);

        var answer = await gateway.Send($"POST /%2e?a=b HTTP/1.1\r\nHost: a\r\nX: \u00E4\r\n{rest}");

        Assert.Equal(200, answer!.Status);
        Assert.Equal(forwarded, (await origin.Received()).Body);
        var (request, body, header) = Assert.Single(inspector.Seen);
        Assert.Equal((inspected, continues), (body, request.BodyContinues));
        Assert.Equal(("POST", "/%2e?a=b", "\u00E4", "127.0.0.1", "http"), (request.Method, request.Target, header, request.Client.ToString(), request.Scheme));
    }

    [Fact]
    public async Task Whole_length_is_inspected_exactly_when_the_body_ends_at_the_limit()
    {
        var inspector = new Recorder(bodyLimit: 5);
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: inspector);
        await using var client = await gateway.Connect();

        // The end of the chunks arrives later than the limit's last byte: whether more follows is not known then.
        await client.Send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        await client.Send("0\r\n\r\n");

        Assert.Equal(200, (await client.ReadMessage())!.Status);
        Assert.Equal("hello", (await origin.Received()).Body);
        Assert.Equal("hello", Assert.Single(inspector.Seen).Body);
    }

    [Fact]
    public async Task Blocked_request_gets_the_verdicts_answer_and_never_reaches_the_origin()
    {
        var block = new Verdict { Block = new(403, [new("X-Why", "rule")], "text/plain", "no"u8.ToArray()) };
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(_ => block));
        await using var client = await gateway.Connect();

        for (var i = 0; i < 2; i++)
        {
            await client.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n0123456789012345678901234567890123456789");
            var answer = await client.ReadMessage();
            Assert.Equal((403, "rule", "text/plain", "no"), (answer!.Status, answer.Header("X-Why"), answer.Header("Content-Type"), answer.Body));
        }
        Assert.Equal(0, origin.Connections);
    }

    [Fact]
    public async Task Inserted_headers_replace_the_clients()
    {
        var verdict = new Verdict { InsertedHeaders = [new("x-amzn-waf-seen", "yes")] };
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(_ => verdict));

        await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\nX-Amzn-Waf-Seen: forged\r\n\r\n");

        Assert.Equal("yes", (await origin.Received()).Header("x-amzn-waf-seen"));
    }

    [Theory]
    [InlineData(false, 500)]
    [InlineData(true, 200)]
    public async Task Rules_that_fail_close_the_site_unless_it_says_otherwise(bool failOpen, int status)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(_ => throw new InvalidOperationException("secret")), settings: new() { FailOpen = failOpen });

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(status, answer!.Status);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspected_part_that_does_not_arrive_in_time_answers_408()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(), settings: new() { InspectionTimeout = TimeSpan.FromSeconds(1) });

        var answer = await gateway.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell");

        Assert.Equal(408, answer!.Status);
        Assert.Equal(0, origin.Connections);
    }

    [Fact]
    public async Task Refused_requests_are_not_inspected()
    {
        var inspector = new Recorder();
        await using var gateway = await TestGateway.InFrontOf(null, inspector: inspector);

        await gateway.Send("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Empty(inspector.Seen);
    }
}
