using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class Http2Tests
{
    static readonly (string, string)[] Plain = [(":method", "GET"), (":scheme", "https"), (":authority", "shop.example"), (":path", "/a%2e?b#c")];

    [Fact]
    public async Task Request_arrives_as_http1()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await Http2Wire.Connect(gateway.TlsPort);

        var status = await client.Request([.. Plain, ("cookie", "a=1"), ("cookie", "b=2"), ("x-bytes", "\u00E4"), ("te", "trailers"), ("x-twice", "1"), ("x-twice", "2")]);

        var seen = await origin.Received();
        Assert.Equal(200, status);
        Assert.Equal("GET /a%2e?b#c HTTP/1.1", seen.First);
        Assert.Equal("shop.example", seen.Header("Host"));
        Assert.Equal("a=1; b=2", string.Join("; ", seen.Lines("Cookie")));
        Assert.Equal(["1", "2"], seen.Lines("X-Twice"));
        Assert.Equal("\u00E4", seen.Header("X-Bytes"));
        Assert.Equal("https", seen.Header("X-Forwarded-Proto"));
        Assert.Empty(seen.Lines("TE"));
    }

    [Theory]
    [InlineData("line break in a value", ":path", "/", "x-a", "b\r\nContent-Length: 5")]
    [InlineData("line feed in a value", ":path", "/", "x-a", "b\nc")]
    [InlineData("NUL in a value", ":path", "/", "x-a", "b\0c")]
    [InlineData("line break in a name", ":path", "/", "x-a: b\r\nx-c", "d")]
    [InlineData("colon in a name", ":path", "/", "x-a:b", "d")]
    [InlineData("space in a name", ":path", "/", "x-a ", "d")]
    [InlineData("upper case name", ":path", "/", "X-A", "d")]
    [InlineData("line break in the path", ":path", "/ HTTP/1.1\r\nHost: evil\r\n\r\nGET /admin", "x-a", "b")]
    [InlineData("space in the path", ":path", "/a HTTP/1.1", "x-a", "b")]
    [InlineData("NUL in the path", ":path", "/a\0", "x-a", "b")]
    [InlineData("high byte in the path", ":path", "/\u00E4", "x-a", "b")]
    [InlineData("path without a slash", ":path", "a", "x-a", "b")]
    [InlineData("empty path", ":path", "", "x-a", "b")]
    [InlineData("asterisk", ":path", "*", "x-a", "b")]
    [InlineData("absolute path", ":path", "http://evil/", "x-a", "b")]
    [InlineData("transfer-encoding", ":path", "/", "transfer-encoding", "chunked")]
    [InlineData("connection", ":path", "/", "connection", "close")]
    [InlineData("keep-alive", ":path", "/", "keep-alive", "timeout=5")]
    [InlineData("proxy-connection", ":path", "/", "proxy-connection", "close")]
    [InlineData("upgrade", ":path", "/", "upgrade", "h2c")]
    [InlineData("te other than trailers", ":path", "/", "te", "chunked")]
    [InlineData("second pseudo header", ":path", "/", ":path", "/b")]
    [InlineData("pseudo header after fields", ":path", "/", ":foo", "/b")]
    [InlineData("method with a space", ":method", "GET / HTTP/1.1\r\nX: ", ":path", "/")]
    [InlineData("method in lower case", ":method", "get", ":path", "/")]
    [InlineData("plain connect", ":method", "CONNECT", ":path", "/")]
    [InlineData("other scheme", ":scheme", "file", ":path", "/")]
    [InlineData("authority with a path", ":authority", "a/b", ":path", "/")]
    [InlineData("authority with a line break", ":authority", "a\r\nX: y", ":path", "/")]
    public async Task Smuggling_by_downgrade_is_refused(string what, string firstName, string firstValue, string name, string value)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await Http2Wire.Connect(gateway.TlsPort);
        var pseudo = new List<(string Name, string Value)> { (":method", "GET"), (":scheme", "https"), (":authority", "a"), (":path", "/") };
        Replace(firstName, firstValue);
        if (name == ":path" && firstName != ":path") Replace(name, value);
        else pseudo.Add((name, value));

        var status = await client.Request(pseudo);

        Assert.True(status is null or (>= 400 and < 500), $"{what}: {status}");
        Assert.True(origin.Connections == 0, what);

        void Replace(string key, string with)
        {
            pseudo.RemoveAll(field => field.Name == key);
            pseudo.Add((key, with));
        }
    }

    [Theory]
    [InlineData("4")]
    [InlineData("6")]
    [InlineData("5, 5")]
    public async Task Length_that_is_not_the_bodys_never_completes(string length)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await Http2Wire.Connect(gateway.TlsPort);

        var status = await client.Request([(":method", "POST"), (":scheme", "https"), (":authority", "a"), (":path", "/"), ("content-length", length)], "hello");

        Assert.True(status is null or (>= 400 and < 500), $"{status}");
        Assert.False(origin.Requests.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Authority_is_the_one_host()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await Http2Wire.Connect(gateway.TlsPort);

        await client.Request([.. Plain, ("host", "evil.example")]);

        Assert.Equal("shop.example", (await origin.Received()).Header("Host"));
    }

    [Fact]
    public async Task Body_without_a_length_goes_on_in_chunks()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await Http2Wire.Connect(gateway.TlsPort);

        var status = await client.Request([(":method", "POST"), (":scheme", "https"), (":authority", "a"), (":path", "/")], "hello");

        var seen = await origin.Received();
        Assert.Equal((200, "chunked", "hello"), (status, seen.Header("Transfer-Encoding"), seen.Body));
    }

    [Fact]
    public async Task Trailers_of_a_chunked_answer_reach_an_http2_client()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        using var client = gateway.Http2Client();

        using var response = await client.SendAsync(gateway.Http2Request(HttpMethod.Get, "/"), Patience.Ct);

        Assert.Equal("hello", await response.Content.ReadAsStringAsync(Patience.Ct));
        Assert.Equal("42", Assert.Single(response.TrailingHeaders.GetValues("X-Sum")));
    }

    [Fact]
    public async Task Answer_that_breaks_off_resets_the_stream()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        using var client = gateway.Http2Client();

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using var response = await client.SendAsync(gateway.Http2Request(HttpMethod.Get, "/"), Patience.Ct);
            await response.Content.ReadAsByteArrayAsync(Patience.Ct);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grpc_calls_stream_both_ways_and_end_in_trailers(bool tls)
    {
        await using var origin = await KestrelOrigin.Start(async context =>
        {
            Assert.Equal(("HTTP/2", "trailers"), (context.Request.Protocol, context.Request.Headers.TE.ToString()));
            context.Response.ContentType = "application/grpc";
            var buffer = new byte[1];
            while (await context.Request.Body.ReadAsync(buffer) == 1)
            {
                await context.Response.Body.WriteAsync(buffer);
                await context.Response.Body.FlushAsync();
            }
            context.Response.AppendTrailer("grpc-status", "0");
        }, HttpProtocols.Http2, tls);
        var address = OriginAddress.Parse(origin.Url) with { Http2 = true, Authority = tls ? TestGateway.Certificate : null };
        await using var gateway = await TestGateway.Start(new SiteTable([new(TestGateway.Arn, [], address)]), inspector: new Recorder());
        using var client = gateway.Http2Client();
        var messages = System.Threading.Channels.Channel.CreateUnbounded<byte>();
        using var request = gateway.Http2Request(HttpMethod.Post, "/shop.Cart/Add");
        request.Content = new Messages(messages.Reader);
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TE.ParseAdd("trailers");
        messages.Writer.TryWrite((byte)'0');

        using var response = await client.SendAsync(request, Patience.Ct).InTime();
        var answers = await response.Content.ReadAsStreamAsync(Patience.Ct);
        for (byte i = 0; i < 3; i++)
        {
            var answer = new byte[1];
            await answers.ReadExactlyAsync(answer, Patience.Ct).AsTask().InTime();
            Assert.Equal('0' + i, answer[0]);
            messages.Writer.TryWrite((byte)('1' + i));
        }
        messages.Writer.Complete();
        await answers.CopyToAsync(Stream.Null, Patience.Ct).InTime();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
    }

    [Fact]
    public async Task Answer_before_the_end_of_an_upload_leaves_later_uploads_whole()
    {
        await using var origin = await KestrelOrigin.Start(async context =>
        {
            if (context.Request.Path == "/early") return;
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(await reader.ReadToEndAsync());
        }, HttpProtocols.Http2);
        await using var gateway = await TestGateway.Start(new SiteTable([new(TestGateway.Arn, [], OriginAddress.Parse(origin.Url) with { Http2 = true })]));
        using var client = gateway.Http2Client();

        for (var i = 0; i < 20; i++)
        {
            var unfinished = System.Threading.Channels.Channel.CreateUnbounded<byte>();
            using var early = gateway.Http2Request(HttpMethod.Post, "/early");
            early.Content = new Messages(unfinished.Reader);
            unfinished.Writer.TryWrite((byte)'x');
            using var answer = await client.SendAsync(early, Patience.Ct).InTime();
            using var whole = gateway.Http2Request(HttpMethod.Post, "/whole");
            whole.Content = new StringContent($"body {i}");
            using var echoed = await client.SendAsync(whole, Patience.Ct).InTime();

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal($"body {i}", await echoed.Content.ReadAsStringAsync(Patience.Ct));
            unfinished.Writer.TryComplete();
        }
    }

    [Fact]
    public async Task Origin_with_tls_is_verified_by_its_own_name_and_shares_connections_between_hosts()
    {
        var hosts = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await using var origin = await KestrelOrigin.Start(context =>
        {
            hosts[context.Request.Host.Value!] = context.Connection.Id;
            return context.Response.WriteAsync("ok");
        }, tls: true);
        var trusted = OriginAddress.Parse(origin.Url) with { Authority = TestGateway.Certificate };
        await using var gateway = await TestGateway.Start(new SiteTable([new(TestGateway.Arn, [], trusted), new(TestGateway.Arn, ["unverified.example"], OriginAddress.Parse(origin.Url))]));

        for (var i = 0; i < 3; i++) Assert.Equal(200, (await gateway.Send($"GET / HTTP/1.1\r\nHost: host-{i}.example\r\n\r\n"))!.Status);
        var unverified = await gateway.Send("GET / HTTP/1.1\r\nHost: unverified.example\r\n\r\n");

        Assert.Equal(["host-0.example", "host-1.example", "host-2.example"], hosts.Keys.Order());
        Assert.Single(hosts.Values.Distinct());
        Assert.Equal(502, unverified!.Status);
    }

    [Fact]
    public async Task Http1_is_spoken_over_tls_too()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        using var client = gateway.Http2Client();
        using var request = gateway.Http2Request(HttpMethod.Put, "/x");
        request.Version = HttpVersion.Version11;
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes("\u0000\u00FF"));

        using var response = await client.SendAsync(request, Patience.Ct);

        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.Equal("\u0000\u00FF", (await origin.Received()).Body);
    }

    sealed class Messages(System.Threading.Channels.ChannelReader<byte> messages) : HttpContent
    {
        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await foreach (var message in messages.ReadAllAsync())
            {
                await stream.WriteAsync(new[] { message });
                await stream.FlushAsync();
            }
        }
    }
}
