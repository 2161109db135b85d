using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Tests.Gateway;

public sealed class WebSocketTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Messages_pass_both_ways(int version)
    {
        await using var origin = await KestrelOrigin.Start(Echo);
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol("chat");
        using var invoker = gateway.Http2Client();
        using var patience = new CancellationTokenSource(Wire.Patience);

        await socket.ConnectAsync(new($"wss://127.0.0.1:{gateway.TlsPort}/socket?q=1"), invoker, patience.Token);
        Assert.Equal("chat", socket.SubProtocol);
        foreach (var message in new[] { "hello", new string('y', 100_000), "" })
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, patience.Token);
            Assert.Equal(message, await Receive(socket, patience.Token));
        }
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", patience.Token);

        Assert.Equal((WebSocketCloseStatus.NormalClosure, "bye"), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task Refused_handshake_reaches_the_client()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send(Opening);

        Assert.Equal((403, "no"), (answer!.Status, answer.Body));
        var seen = await origin.Received();
        Assert.Equal(("Upgrade", "websocket", "dGhlIHNhbXBsZSBub25jZQ=="), (seen.Header("Connection"), seen.Header("Upgrade"), seen.Header("Sec-WebSocket-Key")));
    }

    [Fact]
    public async Task Switch_that_does_not_answer_the_key_opens_no_tunnel()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: bm90IHRoZSBhbnN3ZXI=\r\n\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send(Opening);

        Assert.Equal(502, answer!.Status);
    }

    [Fact]
    public async Task Bytes_after_the_opening_wait_until_the_origin_has_agreed()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();

        await client.TrySend(Opening + "GET /admin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        await client.ReadToEnd();

        // The second request, if read at all, was inspected as one.
        Assert.Equal("/", (await origin.Received()).Target);
        if (origin.Requests.Reader.TryRead(out var second)) Assert.NotNull(second.Header("X-Request-Id"));
    }

    [Fact]
    public async Task Resting_is_bounded_by_the_websockets_own_time()
    {
        var release = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            await wire.ReadToEnd();
            release.SetResult();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, settings: new() { WebSocketIdleTimeout = TimeSpan.FromSeconds(1) });
        await using var client = await gateway.Connect();

        await client.Send(Opening);
        Assert.Equal(101, (await client.ReadHead())!.Status);

        Assert.Equal("", await client.ReadToEnd());
        await release.Task.InTime();
    }

    [Fact]
    public async Task End_of_either_side_ends_the_other()
    {
        var ended = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nfrom origin");
            await wire.ReadToEnd();
            ended.SetResult();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await using (var client = await gateway.Connect())
        {
            await client.Send(Opening);
            Assert.Equal(101, (await client.ReadHead())!.Status);
            Assert.Equal("from origin", await client.Read(11));
        }

        await ended.Task.InTime();
    }

    const string Opening = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    static async Task Echo(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("chat");
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(socket.CloseStatus!.Value, socket.CloseStatusDescription, context.RequestAborted);
                return;
            }
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        }
    }

    static async Task<string> Receive(ClientWebSocket socket, CancellationToken ct)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, ct);
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
