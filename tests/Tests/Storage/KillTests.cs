using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

/// <summary>A process that writes is killed, again and again, on one database: what it had acknowledged must be there, and nothing by halves.</summary>
public sealed class KillTests(PostgresServer server)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_loses_nothing_acknowledged_when_killed_a_hundred_times()
    {
        using var folder = new TestFolder();

        await KillAgainAndAgain(folder["data"], 100);
    }

    [Fact]
    public async Task Postgres_loses_nothing_acknowledged_when_a_node_is_killed() => await KillAgainAndAgain(server.CreateDatabase(), 8);

    static async Task KillAgainAndAgain(string connection, int times)
    {
        var acknowledged = new List<(string Unit, long Sequence)>();
        var checkedUpTo = 0L;
        // The next processes start while one writes: they open the database when they are told to.
        var ready = new Queue<Process>();
        for (var i = 0; i < times; i++)
        {
            while (ready.Count < Math.Min(3, times - i)) ready.Enqueue(ChildProcess.Start(connection, [], "storage-write"));
            acknowledged.Clear();
            using var child = ready.Dequeue();
            await WriteAndKill(child, acknowledged);
            checkedUpTo = await Check(connection, acknowledged, checkedUpTo);
        }

        await using var database = await Open(connection);
        Assert.Equal(checkedUpTo / 2, (await database.Documents.List(Widget.All, "scope", null, int.MaxValue, Ct)).Count);
    }

    static async Task WriteAndKill(Process child, List<(string, long)> acknowledged)
    {
        await child.StandardInput.WriteLineAsync("go");
        await child.StandardInput.FlushAsync(Ct);
        // The first line says that it writes; then it has a moment to live.
        Add(await child.StandardOutput.ReadLineAsync(Ct) ?? throw new InvalidOperationException(await child.StandardError.ReadToEndAsync(Ct)));
        var moment = RandomNumberGenerator.GetInt32(0, 400);
        for (var i = 0; i < moment && await child.StandardOutput.ReadLineAsync(Ct) is { } line; i++) Add(line);
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(Ct) is { } line) Add(line);
        await child.WaitForExitAsync(Ct);

        void Add(string line)
        {
            // A line is shorter than what a pipe takes at once, so the kill cuts none.
            var space = line.IndexOf(' ');
            acknowledged.Add((line[..space], long.Parse(line.AsSpan(space))));
        }
    }

    static async Task<long> Check(string connection, List<(string Unit, long Sequence)> acknowledged, long from)
    {
        await using var database = await Open(connection);
        var head = await database.Journal.Head(Ct);
        var events = new Dictionary<string, List<RecordedEvent>>();
        var expected = from;
        if (head > from)
        {
            await foreach (var recorded in database.Journal.Tail(from, Ct))
            {
                Assert.Equal(++expected, recorded.Sequence);
                var unit = System.Text.Encoding.UTF8.GetString(recorded.Body.Span);
                if (!events.TryGetValue(unit, out var list)) events[unit] = list = [];
                list.Add(recorded);
                if (recorded.Sequence == head) break;
            }
        }

        foreach (var (unit, sequence) in acknowledged)
        {
            Assert.True(events.TryGetValue(unit, out var list), $"{unit} was acknowledged and is lost");
            Assert.Equal(sequence, list[^1].Sequence);
        }

        foreach (var (unit, list) in events)
        {
            Assert.Equal(["first", "second"], list.Select(e => e.Kind));
            Assert.NotNull(await database.Documents.Get(Widget.All, "scope", unit, Ct));
        }

        return head;
    }

    static Task<Database> Open(string connection) =>
        Database.Open(new StorageOptions { Connection = connection }, [Widget.Schema], TimeProvider.System, NullLogger.Instance, Ct);
}
