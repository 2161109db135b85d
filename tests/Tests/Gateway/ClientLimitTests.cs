using System.Net;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class ClientLimitTests
{
    const string Opening =
        "GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.1", "::c000:201", false)]
    public void Client_is_an_address_or_a_network_of_64_bits(string first, string second, bool same)
    {
        var limit = new ClientLimit(1);
        limit.TryEnter(IPAddress.Parse(first));

        Assert.Equal(!same, limit.TryEnter(IPAddress.Parse(second)));
    }

    [Fact]
    public void Client_without_open_requests_is_forgotten()
    {
        var limit = new ClientLimit(3);
        var clients = Enumerable.Range(0, 500).Select(i => new IPAddress([10, 0, (byte)(i >> 8), (byte)i])).ToArray();

        var most = 0;
        Parallel.For(0, 20_000, i =>
        {
            var client = clients[i % clients.Length];
            if (!limit.TryEnter(client)) return;
            if (limit.TryEnter(client)) limit.Leave(client);
            Interlocked.Exchange(ref most, Math.Max(most, limit.Count));
            limit.Leave(client);
        });

        Assert.InRange(most, 1, clients.Length);
        Assert.Equal(0, limit.Count);
    }

    [Fact]
    public async Task One_client_cannot_take_the_place_of_the_others()
    {
        var waiting = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            while (await wire.ReadMessage() is { } request)
            {
                if (request.Target == "/wait")
                {
                    waiting.Release();
                    await go.Task;
                }
                await wire.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options =>
        {
            options.MaxRequestsPerClient = 1;
            options.TrustedProxies.Add("127.0.0.0/8");
        });
        await using var first = await gateway.Connect();
        await first.Send(Get("/wait", "192.0.2.1"));
        await waiting.InTime();

        var second = await gateway.Send(Get("/", "192.0.2.1"));
        var other = await gateway.Send(Get("/", "192.0.2.2"));
        go.SetResult();
        await first.ReadMessage();
        await first.Send(Get("/", "192.0.2.1"));
        var later = await first.ReadMessage();

        Assert.Equal((503, 200, 200), (second!.Status, other!.Status, later!.Status));

        static string Get(string target, string client) => $"GET {target} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {client}\r\n\r\n";
    }

    [Fact]
    public async Task Open_websocket_counts()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            await wire.ReadToEnd();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options => options.MaxRequestsPerClient = 1);
        await using var socket = await gateway.Connect();
        await socket.Send(Opening);
        Assert.Equal(101, (await socket.ReadHead())!.Status);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(503, answer!.Status);
    }

    [Fact]
    public async Task Grpc_by_name_alone_waits_for_its_inspected_body_and_takes_no_connection_to_the_origin()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(), settings: new() { InspectionTimeout = TimeSpan.FromSeconds(1) });
        await using var client = await Http2Wire.Connect(gateway.TlsPort);

        var status = await client.Request(
            [(":method", "POST"), (":scheme", "https"), (":authority", "a"), (":path", "/"), ("content-type", "application/grpc")], "x", ends: false);

        Assert.Equal((408, 0), (status, origin.Connections));
    }
}
