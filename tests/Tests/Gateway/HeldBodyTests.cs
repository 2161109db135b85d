using System.Net;
using Microsoft.AspNetCore.Http;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

/// <summary>Bodies longer than the server's buffers, held in the gateway's own memory until they have been inspected.</summary>
public sealed class HeldBodyTests
{
    const int Limit = 1024 * 1024;

    [Theory]
    [InlineData(16 * 1024, false)]
    [InlineData(16 * 1024 + 1, false)]
    [InlineData(300_000, false)]
    [InlineData(Limit, false)]
    [InlineData(Limit + 1, true)]
    [InlineData(3_000_000, true)]
    public async Task First_megabyte_is_inspected_and_every_byte_forwarded(int length, bool continues)
    {
        var inspector = new Recorder(bodyLimit: int.MaxValue);
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: inspector);
        var body = Text(length);

        var answer = await gateway.Send($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{body}");

        Assert.Equal(200, answer!.Status);
        Assert.Equal(body, (await origin.Received()).Body);
        var (request, seen, _) = Assert.Single(inspector.Seen);
        Assert.Equal((body[..Math.Min(length, Limit)], continues), (seen, request.BodyContinues));
        Assert.Equal(0, gateway.HeldBytes);
    }

    [Fact]
    public async Task Chunked_body_is_held_like_any_other()
    {
        var inspector = new Recorder(bodyLimit: int.MaxValue);
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: inspector);
        var chunk = Text(70_000);

        var answer = await gateway.Send($"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat($"{chunk.Length:x}\r\n{chunk}\r\n", 5))}0\r\n\r\n");

        var body = string.Concat(Enumerable.Repeat(chunk, 5));
        Assert.Equal(200, answer!.Status);
        Assert.Equal(body, (await origin.Received()).Body);
        Assert.Equal((body, false), (Assert.Single(inspector.Seen).Body, inspector.Seen.First().Request.BodyContinues));
    }

    [Fact]
    public async Task Streams_of_one_connection_do_not_wait_for_each_others_window()
    {
        const int Streams = 24;
        await using var origin = await KestrelOrigin.Start(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            await context.Response.WriteAsync($"{copy.Length}");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(bodyLimit: int.MaxValue));
        using var client = gateway.Http2Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, Streams).Select(async i =>
        {
            using var request = gateway.Http2Request(HttpMethod.Post, "/");
            request.Content = new ByteArrayContent(new byte[200_000 + i]);
            using var response = await client.SendAsync(request, Patience.Ct);
            return await response.Content.ReadAsStringAsync(Patience.Ct);
        })).InTime();

        Assert.Equal(Enumerable.Range(200_000, Streams).Select(length => $"{length}"), answers);
        Assert.Equal(0, gateway.HeldBytes);
    }

    [Fact]
    public async Task Slow_uploads_make_room_for_others_and_small_bodies_never_wait()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options => options.InspectionMemory = Limit, inspector: new Recorder(bodyLimit: int.MaxValue));
        var slow = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gateway.Connect()));
        foreach (var wire in slow) await wire.Send($"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n{Text(250_000)}");
        await Until(() => gateway.HeldBytes > Limit / 2);

        var small = await gateway.Send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        var large = await gateway.Send($"POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n{Text(900_000)}");

        Assert.Equal((200, 200), (small!.Status, large!.Status));
        var evicted = await slow[0].ReadMessage();
        Assert.Equal((503, "close"), (evicted!.Status, evicted.Header("Connection")));
        foreach (var wire in slow) await wire.DisposeAsync();
        await Until(() => gateway.HeldBytes == 0);
    }

    [Fact]
    public async Task More_bodies_at_once_than_there_is_memory_for_wait_their_turn()
    {
        await using var origin = await KestrelOrigin.Start(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            await context.Response.WriteAsync($"{copy.Length}");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options => options.InspectionMemory = 4 * Limit, inspector: new Recorder(bodyLimit: int.MaxValue));
        using var client = new HttpClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            using var content = new ByteArrayContent(new byte[1_000_000]);
            using var response = await client.PostAsync($"http://127.0.0.1:{gateway.Port}/", content, Patience.Ct);
            return response.StatusCode;
        })).InTime();

        // Bodies that all wait for each other cost the youngest; nobody else.
        Assert.True(answers.Count(status => status == HttpStatusCode.OK) >= 24, string.Join(' ', answers));
        await Until(() => gateway.HeldBytes == 0);
    }

    [Fact]
    public async Task Blocked_body_is_given_back()
    {
        var block = new Verdict { Block = new(403) };
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(_ => block, bodyLimit: int.MaxValue));

        var answer = await gateway.Send($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n{Text(300_000)}");

        Assert.Equal((403, 0), (answer!.Status, origin.Connections));
        await Until(() => gateway.HeldBytes == 0);
    }

    static string Text(int length) => string.Create(length, 0, static (text, _) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)('a' + i * 31 % 26);
    });

    static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Wire.Patience);
        while (!condition()) await Task.Delay(1, patience.Token);
    }
}
