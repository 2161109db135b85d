using Microsoft.Extensions.Logging;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

/// <summary>Bodies nobody reads to the end: the server has to find its reader in order, and the next request behind them.</summary>
public sealed class AbandonedBodyTests
{
    const int Rounds = 100;

    [Theory]
    [InlineData("dies with the head", false)]
    [InlineData("dies with the head", true)]
    [InlineData("dies after 100", false)]
    [InlineData("dies after 100", true)]
    [InlineData("dies in the body", false)]
    [InlineData("dies in the body", true)]
    public async Task Origin_that_dies_while_the_body_is_awaited_leaves_the_next_request_whole(string how, bool chunked)
    {
        using var log = new CapturedLog();
        await using var origin = RawOrigin.Start(async wire =>
        {
            if (await wire.ReadHead() is not { } request) return;
            if (request.Target == "/next")
            {
                await wire.ReadBody(request);
                await wire.Send($"HTTP/1.1 200 OK\r\nContent-Length: {request.Body.Length}\r\nConnection: close\r\n\r\n{request.Body}");
                return;
            }
            if (how == "dies with the head") return;
            await wire.Send("HTTP/1.1 100 Continue\r\n\r\n");
            if (how == "dies in the body") await wire.Read(5);
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, log: log);

        await Parallel.ForAsync(0, Rounds, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Patience.Ct }, async (i, _) =>
        {
            await using var client = await gateway.Connect();
            await client.Send($"POST /dies HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n{(chunked ? "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" : "Content-Length: 10\r\n\r\nhello")}");
            var answer = await Answer(client);
            var rest = chunked ? "5\r\nworld\r\n0\r\n\r\n" : "world";
            await client.Send($"{rest}POST /next HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\nnext {i % 10}{i % 7}");
            var next = await Answer(client);

            Assert.Equal((502, 200, $"next {i % 10}{i % 7}"), (answer?.Status, next?.Status, next?.Body));
        });

        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("invalid state", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Inspection_that_gives_up_waiting_leaves_the_servers_reader_in_order()
    {
        using var log = new CapturedLog();
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(), settings: new() { InspectionTimeout = TimeSpan.FromSeconds(1) }, log: log);
        await using var client = await gateway.Connect();

        await client.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
        var answer = await client.ReadMessage();
        await client.TrySend("world");
        await client.ReadToEnd();

        Assert.Equal(408, answer!.Status);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("invalid state", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world", 413)]
    public async Task Faults_of_clients_do_not_fill_the_log(string request, int status)
    {
        using var log = new CapturedLog();
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, inspector: new Recorder(), settings: new() { MaxRequestBodySize = 10 }, log: log);

        var answer = await gateway.Send(request);

        Assert.Equal(status, answer!.Status);
        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Information && line.Text.Contains("request", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_of_the_origin_are_warned_of()
    {
        using var log = new CapturedLog();
        await using var origin = RawOrigin.Answering("nonsense\r\n\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url, log: log);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(502, answer!.Status);
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains(nameof(ForwarderError.ResponseInvalid), StringComparison.Ordinal));
    }

    static async Task<Message?> Answer(Wire client)
    {
        while (true)
        {
            var message = await client.ReadMessage();
            if (message is not { Status: 100 }) return message;
        }
    }
}
