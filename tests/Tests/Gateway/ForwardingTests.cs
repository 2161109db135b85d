
namespace Redoubt.Tests.Gateway;

public sealed class ForwardingTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a#b?c#d")]
    [InlineData("//double//slash")]
    [InlineData("/a/%2e%2e/b/../c/./d")]
    [InlineData("/%E4%F6?q=%2f%2F%zz%")]
    [InlineData("/[x]{y}|z\\w^`\"<>")]
    [InlineData("/?")]
    [InlineData("/??a=b?c&&=;")]
    [InlineData("/a;b=c:80@d!$'()*+,~")]
    [InlineData("//evil.example/path")]
    [InlineData("/http://evil.example/")]
    [InlineData("/%0d%0a%7f")]
    public async Task Target_reaches_the_origin_byte_for_byte(string target)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send($"GET {target} HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        Assert.Equal(200, answer!.Status);
        Assert.Equal($"GET {target} HTTP/1.1", (await origin.Received()).First);
    }

    [Fact]
    public async Task Header_lines_reach_the_origin_as_they_came()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await gateway.Send("GET / HTTP/1.1\r\nHost: shop.example:8080\r\nX-Twice: a, b\r\nx-twice: c\r\nCookie: a=1\r\nCookie: b=2\r\nX-Bytes: \u00E4\u0080\u00FF\r\n"
            + "User-Agent: one/1\r\nUser-Agent: two\r\nX-Empty:\r\nX-Tab: a\tb\r\nContent-Type: odd/\u00FC\r\nAccept-Encoding: gzip,br\r\nDate: never\r\nIf-Modified-Since: x\r\n\r\n");

        var seen = await origin.Received();
        Assert.Equal(["shop.example:8080"], seen.Lines("Host"));
        Assert.Equal(["a, b", "c"], seen.Lines("X-Twice"));
        Assert.Equal(["a=1", "b=2"], seen.Lines("Cookie"));
        Assert.Equal(["one/1", "two"], seen.Lines("User-Agent"));
        Assert.Equal("\u00E4\u0080\u00FF", seen.Header("X-Bytes"));
        Assert.Equal("", seen.Header("X-Empty"));
        Assert.Equal("a\tb", seen.Header("X-Tab"));
        Assert.Equal("odd/\u00FC", seen.Header("Content-Type"));
        Assert.Equal("gzip,br", seen.Header("Accept-Encoding"));
        Assert.Equal("never", seen.Header("Date"));
        Assert.Equal("x", seen.Header("If-Modified-Since"));
    }

    [Fact]
    public async Task Answer_reaches_the_client_as_it_came()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 418 Short And Stout\r\nServer: theirs\r\nX-Bytes: \u00E4\u00FF\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT\r\n"
            + "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\nAlt-Svc: h3=\":9443\"\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 4\r\n\r\n\u00FF\u0000\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal("HTTP/1.1 418 Short And Stout", answer!.First);
        Assert.Equal(["a=1", "b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT"], answer.Lines("Set-Cookie"));
        Assert.Equal("\u00E4\u00FF", answer.Header("X-Bytes"));
        Assert.Equal("theirs", answer.Header("Server"));
        Assert.Equal("Thu, 01 Jan 2026 00:00:00 GMT", answer.Header("Date"));
        Assert.Empty(answer.Lines("Keep-Alive"));
        Assert.Empty(answer.Lines("Alt-Svc"));
        Assert.Equal("\u00FF\u0000\r\n", answer.Body);
    }

    [Theory]
    [InlineData("POST", "Content-Length: 5\r\n\r\nhello", "hello", "5", null)]
    [InlineData("POST", "Content-Length: 0\r\n\r\n", "", "0", null)]
    [InlineData("PUT", "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "hello", null, "chunked")]
    [InlineData("GET", "Content-Length: 5\r\n\r\nhello", "hello", "5", null)]
    [InlineData("PURGE", "Content-Length: 5\r\n\r\nhello", "hello", "5", null)]
    [InlineData("post-it", "\r\n", "", "0", null)]
    [InlineData("GET", "\r\n", "", null, null)]
    public async Task Body_and_its_framing_reach_the_origin(string method, string rest, string body, string? length, string? encoding)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send($"{method} / HTTP/1.1\r\nHost: a\r\n{rest}");

        Assert.Equal(200, answer!.Status);
        var seen = await origin.Received();
        Assert.Equal(method, seen.Method);
        Assert.Equal(body, seen.Body);
        Assert.Equal(length, seen.Header("Content-Length"));
        Assert.Equal(encoding, seen.Header("Transfer-Encoding"));
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n", 200, "1234")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", 304, null)]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, null)]
    [InlineData("GET", "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "0")]
    public async Task Answers_without_a_body_end_with_their_head(string method, string response, int status, string? length)
    {
        await using var origin = RawOrigin.Answering(response);
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var wire = await gateway.Connect();

        for (var i = 0; i < 2; i++)
        {
            await wire.Send($"{method} / HTTP/1.1\r\nHost: a\r\n\r\n");
            var answer = await wire.ReadHead();

            Assert.Equal(status, answer!.Status);
            Assert.Equal(length, answer.Header("Content-Length"));
        }
        Assert.Equal(1, origin.Connections);
    }

    [Fact]
    public async Task Ranges_pass_in_both_directions()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-3/10\r\nContent-Length: 2\r\n\r\ncd");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=2-3\r\nIf-Range: \"v1\"\r\n\r\n");

        var seen = await origin.Received();
        Assert.Equal(("bytes=2-3", "\"v1\""), (seen.Header("Range"), seen.Header("If-Range")));
        Assert.Equal((206, "bytes 2-3/10", "cd"), (answer!.Status, answer.Header("Content-Range"), answer.Body));
    }

    [Fact]
    public async Task Continue_comes_from_the_origin_before_the_body_is_sent()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            var head = (await wire.ReadHead())!;
            await wire.Send("HTTP/1.1 100 Continue\r\n\r\n");
            var body = (await wire.ReadBody(head)).Body;
            await wire.Send($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();

        await client.Send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        var interim = await client.ReadHead();
        await client.Send("hello");
        var answer = await client.ReadMessage();

        Assert.Equal(100, interim!.Status);
        Assert.Equal((200, "hello"), (answer!.Status, answer.Body));
    }

    [Fact]
    public async Task Origin_that_declines_an_expectation_never_sees_the_body()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            Assert.Equal("", await wire.ReadToEnd());
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();

        await client.Send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");
        var answer = await client.ReadHead();

        Assert.Equal(401, answer!.Status);
    }

    [Fact]
    public async Task Upgrade_to_anything_but_a_websocket_is_declined_and_the_request_forwarded()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");

        Assert.Equal(200, answer!.Status);
        var seen = await origin.Received();
        Assert.Empty(seen.Lines("Upgrade"));
        Assert.Empty(seen.Lines("HTTP2-Settings"));
        Assert.Empty(seen.Lines("Connection"));
    }

    [Fact]
    public async Task Connections_to_the_origin_are_used_again()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();

        for (var i = 0; i < 10; i++)
        {
            await client.Send($"GET /{i} HTTP/1.1\r\nHost: host-{i}.example\r\n\r\n");
            Assert.Equal(200, (await client.ReadMessage())!.Status);
            Assert.Equal($"host-{i}.example", (await origin.Received()).Header("Host"));
        }

        Assert.Equal(1, origin.Connections);
    }

    [Fact]
    public async Task Request_with_effects_is_not_repeated_when_the_origin_hangs_up()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadMessage();
            await wire.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            await wire.ReadMessage();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        var answer = await gateway.Send("POST /buy HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(502, answer!.Status);
        Assert.Equal(1, origin.Connections);
    }
}
