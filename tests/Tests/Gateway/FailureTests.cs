using System.Text.Json;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class FailureTests
{
    static readonly SiteSettings Hasty = new() { ResponseTimeout = TimeSpan.FromSeconds(1), IdleTimeout = TimeSpan.FromSeconds(1), InspectionTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Site_without_an_origin_answers_503()
    {
        await using var gateway = await TestGateway.InFrontOf(null);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(503, answer!.Status);
    }

    [Fact]
    public async Task Host_without_a_site_answers_404()
    {
        await using var gateway = await TestGateway.Start(new SiteTable([new(TestGateway.Arn, ["shop.example"], null)]));

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");

        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task Origin_that_is_down_answers_502_with_a_page_that_says_nothing_of_the_inside()
    {
        string url;
        await using (var gone = RawOrigin.Answering()) url = gone.Url;
        await using var gateway = await TestGateway.InFrontOf(url);

        var answer = await gateway.Send("GET /secret?token=1 HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(502, answer!.Status);
        Assert.Contains(answer.Header("X-Request-Id")!, answer.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Empty(answer.Lines("Server"));
        foreach (var inside in new[] { "127.0.0.1", "secret", "token", "Exception", "refused" }) Assert.DoesNotContain(inside, answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Clients_of_an_api_get_errors_as_json()
    {
        await using var gateway = await TestGateway.InFrontOf(null);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n");

        using var json = JsonDocument.Parse(answer!.Body);
        Assert.Equal("Service Unavailable", json.RootElement.GetProperty("message").GetString());
        Assert.Equal(answer.Header("X-Request-Id"), json.RootElement.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Silent_origin_answers_504()
    {
        await using var origin = RawOrigin.Start(wire => wire.ReadToEnd());
        await using var gateway = await TestGateway.InFrontOf(origin.Url, settings: Hasty);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(504, answer!.Status);
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no HTTP", "hello\r\n\r\n")]
    [InlineData("half a head", "HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("101 without being asked", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("odd encoding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("control character", "HTTP/1.1 200 OK\r\nX: a\u0001b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("name with a space", "HTTP/1.1 200 OK\r\nX y: a\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("broken off before the first byte", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")]
    public async Task Nonsense_of_the_origin_answers_502(string what, string response)
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send(response);
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, settings: Hasty);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.True(answer is { Status: 502 }, $"{what}: {answer?.First}");
    }

    [Fact]
    public async Task Length_beside_chunks_of_the_origin_is_not_passed_on()
    {
        await using var origin = RawOrigin.Answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(("chunked", null, "hello"), (answer!.Header("Transfer-Encoding"), answer.Header("Content-Length"), answer.Body));
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")]
    public async Task Answer_that_breaks_off_never_looks_whole(string rest)
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send($"HTTP/1.1 200 OK\r\n{rest}");
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);
        await using var client = await gateway.Connect();

        await client.Send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var all = await client.ReadToEnd();

        // Half of the answer, or an error page in its place where nothing had been sent; never something complete.
        if (!all.StartsWith("HTTP/1.1 502", StringComparison.Ordinal)) Assert.DoesNotContain("0\r\n\r\n", all, StringComparison.Ordinal);
        Assert.False(all.Contains("HTTP/1.1 200", StringComparison.Ordinal) && all.Contains("Content-Length: 5\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_that_rests_too_long_is_cut_off()
    {
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            await wire.Send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            await wire.ReadToEnd();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, settings: Hasty);
        await using var client = await gateway.Connect();

        await client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        var all = await client.ReadToEnd();

        Assert.EndsWith("hello", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_goes_away_cancels_the_origins_work()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            started.SetResult();
            await wire.ReadToEnd();
            cancelled.SetResult();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await using (var client = await gateway.Connect())
        {
            await client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            await started.Task.InTime();
        }

        await cancelled.Task.InTime();
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\nhello world")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n")]
    public async Task Body_beyond_the_sites_limit_answers_413(string rest)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, settings: new() { MaxRequestBodySize = 10 });

        var answer = await gateway.Send($"POST / HTTP/1.1\r\nHost: a\r\n{rest}");

        Assert.Equal(413, answer!.Status);
        Assert.False(origin.Requests.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Body_that_breaks_off_never_completes_at_the_origin()
    {
        var begun = new TaskCompletionSource();
        var seen = new TaskCompletionSource<string>();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            var first = await wire.Read(8);
            begun.SetResult();
            seen.SetResult(first + await wire.ReadToEnd());
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await using (var client = await gateway.Connect())
        {
            await client.Send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            await begun.Task.InTime();
        }

        Assert.Equal("5\r\nhello\r\n", await seen.Task.InTime());
    }

    [Fact]
    public async Task More_requests_than_allowed_answer_503()
    {
        var waiting = new TaskCompletionSource();
        await using var origin = RawOrigin.Start(async wire =>
        {
            await wire.ReadHead();
            waiting.SetResult();
            await wire.ReadToEnd();
        });
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options => options.MaxRequests = 1);
        await using var first = await gateway.Connect();
        await first.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        await waiting.Task.InTime();

        var answer = await gateway.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(503, answer!.Status);
    }

    [Theory]
    [InlineData(201, 431)]
    [InlineData(190, 200)]
    public async Task Header_lines_are_bounded(int lines, int status)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send($"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, lines).Select(i => $"X-{i}: {i}\r\n"))}\r\n");

        Assert.Equal(status, answer!.Status);
    }

    [Theory]
    [InlineData("/", 70_000, 431)]
    [InlineData("/", 60_000, 200)]
    [InlineData("long", 0, 414)]
    public async Task Sizes_of_the_head_are_bounded(string target, int value, int status)
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        var answer = await gateway.Send($"GET {(target == "long" ? "/" + new string('a', 17_000) : target)} HTTP/1.1\r\nHost: a\r\nX: {new string('b', value)}\r\n\r\n");

        Assert.Equal(status, answer!.Status);
    }
}
