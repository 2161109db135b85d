using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Storage;

namespace Redoubt.Benchmarks;

/// <summary>
/// Durable appends per second of records as an Encrypt call leaves them (900 bytes, eight keys), by how many commit at once,
/// beside what the disk can do: one 4-KiB write and one flush at a time. CPU is this process's: PostgreSQL's own comes on top.
/// </summary>
static class JournalAppends
{
    const int Rounds = 3;
    static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    /// <param name="postgres">A connection string; null for SQLite on the disk under test.</param>
    public static async Task<int> Run(string? postgres)
    {
        using var folder = new TemporaryFolder();
        if (postgres is null)
        {
            var flushes = Median(Enumerable.Range(0, Rounds).Select(_ => Flushes(folder.Path)));
            Console.WriteLine($"the disk: {flushes:N0} write-and-flush/s, one at a time");
        }
        await using var database = await Database.Open(
            new StorageOptions { Connection = postgres ?? folder.Path }, [], TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Console.WriteLine($"{(postgres is null ? "SQLite" : "PostgreSQL"),-12} {"appends/s",10} {"p50 ms",8} {"p99 ms",8} {"CPU us",8}");
        foreach (var committers in (int[])[1, 64, 256])
        {
            await Append(database.Journal, committers, TimeSpan.FromSeconds(1));
            var results = new List<(double Rate, Latencies Latencies, double Cpu)>();
            for (var i = 0; i < Rounds; i++) results.Add(await Append(database.Journal, committers, Time));
            var (rate, latencies, cpu) = results.OrderBy(result => result.Rate).ElementAt(Rounds / 2);
            Console.WriteLine($"{committers,12} {rate,10:N0} {latencies.Percentile(0.5).TotalMilliseconds,8:F2} {latencies.Percentile(0.99).TotalMilliseconds,8:F2} {cpu,8:F0}");
        }
        return 0;
    }

    static async Task<(double Rate, Latencies Latencies, double Cpu)> Append(IJournal journal, int committers, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        var (start, cpu, all) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime, new Latencies());
        await Task.WhenAll(Enumerable.Range(0, committers).Select(async _ =>
        {
            await Task.Yield();
            var own = new Latencies();
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var begun = Stopwatch.GetTimestamp();
                var work = journal.Begin();
                work.Append(Event());
                await work.Commit(CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(begun));
            }
            lock (all) all.Add(own);
        }));
        process.Refresh();
        return (all.Count / Stopwatch.GetElapsedTime(start).TotalSeconds, all, (process.TotalProcessorTime - cpu).TotalMicroseconds / all.Count);
    }

    // One key is the call's own; the rest are shared with many others, as in a busy account.
    static JournalEvent Event()
    {
        var body = new byte[900];
        body.AsSpan().Fill((byte)'x');
        var id = RandomNumberGenerator.GetInt32(int.MaxValue);
        return new JournalEvent(EventKinds.ApiCall, TimeProvider.System.GetUtcNow(), body, [1, 2, 3, 4, 5, 6, 7, id]);
    }

    static double Flushes(string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write, preallocationSize: 64 << 20);
        var (block, count, start) = (new byte[4096], 0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2))
        {
            RandomAccess.Write(file, block, (long)(count % 8192) * block.Length);
            RandomAccess.FlushToDisk(file);
            count++;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
