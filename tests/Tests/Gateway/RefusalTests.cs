namespace Redoubt.Tests.Gateway;

/// <summary>Requests that would mean something else behind the gateway than in front of it never get there.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("absolute form of another host", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("authority form", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n")]
    [InlineData("trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("no slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("space in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("tab in target", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("high byte in target", "GET /\u00E4 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("NUL in target", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("DEL in target", "GET /\u007F HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("escaped NUL in target", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("no version", "GET /\r\n\r\n")]
    [InlineData("odd version", "GET / HTTP/1.2\r\nHost: a\r\n\r\n")]
    [InlineData("no host", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n")]
    [InlineData("host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n")]
    [InlineData("no host in 1.0", "GET / HTTP/1.0\r\n\r\n")]
    [InlineData("chunked in 1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("CL.TE", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSMUGGLED")]
    [InlineData("TE.CL", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n8\r\nSMUGGLED\r\n0\r\n\r\n")]
    [InlineData("two encodings", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n")]
    [InlineData("two times chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("identity", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n")]
    [InlineData("gzip, chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("chunked, identity", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("xchunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("vertical tab", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\u000Bchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("quoted chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n")]
    [InlineData("chunked with parameter", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n")]
    [InlineData("space before colon", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("space before name", "POST / HTTP/1.1\r\nHost: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("folded line", "GET / HTTP/1.1\r\nHost: a\r\nX-Fold: a\r\n b\r\n\r\n")]
    [InlineData("folded encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")]
    [InlineData("two equal lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello")]
    [InlineData("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nhello")]
    [InlineData("hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello")]
    [InlineData("huge length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nhello")]
    [InlineData("name with parenthesis", "GET / HTTP/1.1\r\nHost: a\r\nX(y): 1\r\n\r\n")]
    [InlineData("name with high byte", "GET / HTTP/1.1\r\nHost: a\r\nX\u00E4: 1\r\n\r\n")]
    [InlineData("name with NUL", "GET / HTTP/1.1\r\nHost: a\r\nX\u0000: 1\r\n\r\n")]
    [InlineData("no name", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n")]
    [InlineData("no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n")]
    [InlineData("NUL in value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n")]
    [InlineData("bare CR in value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n")]
    [InlineData("escape in value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u001Bb\r\n\r\n")]
    [InlineData("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n")]
    [InlineData("bare LF after a header", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n")]
    [InlineData("bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n")]
    [InlineData("Connection strips Cookie", "GET / HTTP/1.1\r\nHost: a\r\nCookie: b=c\r\nConnection: cookie\r\n\r\n")]
    [InlineData("Connection strips X-Forwarded-For", "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: X-Forwarded-For\r\n\r\n")]
    [InlineData("Connection strips Host", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Host\r\n\r\n")]
    [InlineData("WebSocket by POST", "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("unknown expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 0\r\n\r\n")]
    public async Task Refused(string what, string request)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send(request);

        if (answer is not null) Assert.True(answer.Status is >= 400 and < 500 or 505, $"{what}: {answer.First}");
        Assert.True(origin.Connections == 0, what);
    }

    [Theory]
    [InlineData("bare LF ends the size", "5\nhello\r\n0\r\n\r\n")]
    [InlineData("bare LF in the extension", "5;a\nb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("bare CR in the extension", "5;a\rb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("no line end after the chunk", "5\r\nhelloXX0\r\n\r\n")]
    [InlineData("bare LF after the chunk", "5\r\nhello\n0\r\n\r\n")]
    [InlineData("signed size", "+5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("size with 0x", "0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("huge size", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n")]
    [InlineData("empty size", "\r\nhello\r\n0\r\n\r\n")]
    public async Task Malformed_chunks_never_complete_a_request(string what, string chunks)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send($"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");

        Assert.True(answer is null or { Status: 400 }, $"{what}: {answer?.First}");
        Assert.False(origin.Requests.Reader.TryRead(out _), what);
    }

    [Fact]
    public async Task Extensions_and_trailers_of_chunks_do_not_travel()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send("POST / HTTP/1.1\r\nHost: a\r\nTrailer: Authorization\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b;\"c\"\r\nhello\r\n0\r\nAuthorization: forged\r\n\r\n");

        Assert.Equal(200, answer!.Status);
        var seen = await origin.Received();
        Assert.Equal("hello", seen.Body);
        Assert.Empty(seen.Lines("Authorization"));
        Assert.Empty(seen.Trailers);
        Assert.Empty(seen.Lines("Trailer"));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("keep-alive")]
    public async Task Connection_that_the_server_has_shortened_strips_nothing_either(string option)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await gateway.Send($"GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: {option}, Authorization, X-Forwarded-For\r\n\r\n");

        var seen = await origin.Received();
        Assert.Equal(("b", "127.0.0.1"), (seen.Header("Authorization"), seen.Header("X-Forwarded-For")));
    }

    [Fact]
    public async Task Length_is_written_anew_so_that_there_is_one_way_to_read_it()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await gateway.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello");

        var seen = await origin.Received();
        Assert.Equal(("5", "hello"), (seen.Header("Content-Length"), seen.Body));
    }

    [Fact]
    public async Task Upgrade_with_a_body_is_declined_and_the_body_forwarded_as_one()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n\r\nhello");

        var seen = await origin.Received();
        Assert.Equal((null, "hello"), (seen.Header("Upgrade"), seen.Body));
    }

    [Fact]
    public async Task What_follows_a_refused_request_is_not_read_as_another()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var wire = await gateway.Connect();

        await wire.TrySend("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n");
        var all = await wire.ReadToEnd();

        Assert.StartsWith("HTTP/1.1 400", all, StringComparison.Ordinal);
        Assert.Equal(0, all.LastIndexOf("HTTP/1.1", StringComparison.Ordinal));
        Assert.Equal(0, origin.Connections);
    }

    [Fact]
    public async Task Pipelined_requests_stay_apart()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var wire = await gateway.Connect();

        await wire.Send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET /2 HTTP/1.1\r\nHost: b\r\n\r\n");
        await wire.ReadMessage();
        await wire.ReadMessage();

        var first = await origin.Received();
        var second = await origin.Received();
        Assert.Equal(("/1", "hello"), (first.Target, first.Body));
        Assert.Equal(("/2", "b"), (second.Target, second.Header("Host")));
    }
}
