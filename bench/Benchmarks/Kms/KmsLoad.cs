using System.Diagnostics;

namespace Redoubt.Benchmarks.Kms;

/// <summary>
/// Loads an AWS endpoint with signed Encrypt calls of an IAM user: <c>kms URL PID KEY SECRET SECONDS CONNECTIONS</c>.
/// PID is the server's, whose processor time is read from <c>/proc</c>. A connection signs anew whenever the second changes,
/// since a signature holds no more than that; the server verifies every one.
/// </summary>
static class KmsLoad
{
    public static async Task<int> Run(string[] args)
    {
        var (url, pid) = (new Uri(args[0]), int.Parse(args[1]));
        var (time, connections, rounds) = (TimeSpan.FromSeconds(int.Parse(args[4])), int.Parse(args[5]), int.Parse(args[6]));
        var caller = await Caller.Create(url, args[2], args[3]);

        await Round(caller, connections, TimeSpan.FromSeconds(5));
        Console.WriteLine($"{"Encrypt/s",10} {"p50 ms",8} {"p99 ms",8} {"server CPU us",14} {"client CPU us",14} {"failed",7}");
        for (var i = 0; i < rounds; i++)
        {
            var (server, client, start) = (ProcessorTime.Of(pid), ProcessorTime.Of(Environment.ProcessId), Stopwatch.GetTimestamp());
            var (latencies, failed) = await Round(caller, connections, time);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (server, client) = (ProcessorTime.Of(pid) - server, ProcessorTime.Of(Environment.ProcessId) - client);
            Console.WriteLine($"{latencies.Count / seconds,10:N0} {latencies.Percentile(0.5).TotalMilliseconds,8:F2} {latencies.Percentile(0.99).TotalMilliseconds,8:F2} "
                + $"{server.TotalMicroseconds / latencies.Count,14:F0} {client.TotalMicroseconds / latencies.Count,14:F0} {failed,7}");
        }
        return 0;
    }

    static async Task<(Latencies Latencies, long Failed)> Round(Caller caller, int connections, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        var all = new Latencies();
        var failed = 0L;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            var (own, bad) = await Connection(caller, stop.Token);
            lock (all)
            {
                all.Add(own);
                failed += bad;
            }
        }));
        return (all, failed);
    }

    static async Task<(Latencies Latencies, long Failed)> Connection(Caller caller, CancellationToken stop)
    {
        using var connection = new RawConnection(caller.Address);
        var latencies = new Latencies();
        var (failed, second) = (0L, 0L);
        var request = Array.Empty<byte>();
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (now.ToUnixTimeSeconds() != second) (request, second) = (caller.Encrypt(now), now.ToUnixTimeSeconds());
            var start = Stopwatch.GetTimestamp();
            if (await connection.Send(request) == 200) latencies.Add(Stopwatch.GetElapsedTime(start));
            else failed++;
        }
        return (latencies, failed);
    }
}
