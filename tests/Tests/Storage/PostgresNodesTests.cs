using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

/// <summary>Several nodes on one database.</summary>
public sealed class PostgresNodesTests(PostgresServer server) : IAsyncDisposable
{
    readonly string connection = server.CreateDatabase();
    readonly List<Database> nodes = [];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task Tail_hears_what_another_node_commits()
    {
        var (one, two) = (await Node(), await Node());
        var tail = two.Journal.Tail(0, Ct).GetAsyncEnumerator(Ct);
        var next = tail.MoveNextAsync().AsTask();

        await Append(one, 1);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        await tail.DisposeAsync();
    }

    [Fact]
    public async Task Sequence_has_no_gap_and_no_late_event_with_several_nodes_writing()
    {
        const int Each = 150;
        Database[] all = [await Node(), await Node(), await Node()];
        var tail = Task.Run(async () =>
        {
            var seen = new List<long>();
            await foreach (var recorded in all[0].Journal.Tail(0, Ct))
            {
                seen.Add(recorded.Sequence);
                if (seen.Count == 3 * 4 * Each) break;
            }

            return seen;
        }, Ct);

        await Task.WhenAll(all.SelectMany(node => Enumerable.Range(0, 4).Select(_ => Task.Run(() => Append(node, Each), Ct))));

        Assert.Equal(Enumerable.Range(1, 3 * 4 * Each).Select(n => (long)n), await tail.WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public async Task Version_has_one_winner_among_nodes()
    {
        Database[] all = [await Node(), await Node()];
        await Commit(all[0], w => w.Insert(Widget.All, "scope", "one", new Widget("a", "Enabled")));
        var documents = await Task.WhenAll(all.Select(async node => (await node.Documents.Get(Widget.All, "scope", "one", Ct))!));

        var outcomes = await Task.WhenAll(all.Select(async (node, i) =>
        {
            try
            {
                await Commit(node, w => w.Update(documents[i], new Widget($"{i}", "Enabled")));
                return true;
            }
            catch (ConflictException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task Cache_forgets_what_another_node_changes()
    {
        var (one, two) = (await Node(), await Node());
        await Commit(one, w => w.Insert(Widget.All, "scope", "one", new Widget("a", "Enabled")));
        using var cache = await Warm(two);

        var current = (await one.Documents.Get(Widget.All, "scope", "one", Ct))!;
        await Commit(one, w => w.Update(current, new Widget("b", "Enabled")));

        await Until(async () => (await cache.Get("scope", "one", Ct))!.Value.Name == "b");
    }

    [Fact]
    public async Task Very_many_changes_empty_the_other_nodes_cache()
    {
        var (one, two) = (await Node(), await Node());
        await Commit(one, w => w.Insert(Widget.All, "scope", "one", new Widget("a", "Enabled")));
        using var cache = await Warm(two);

        var current = (await one.Documents.Get(Widget.All, "scope", "one", Ct))!;
        await Commit(one, w =>
        {
            for (var i = 0; i < 300; i++) w.Insert(Widget.All, "scope", $"other-{i}", new Widget("a", "Enabled"));
            w.Update(current, new Widget("b", "Enabled"));
        });

        await Until(async () => (await cache.Get("scope", "one", Ct))!.Value.Name == "b");
    }

    [Fact]
    public async Task Lost_connections_are_survived_and_nothing_old_is_served_meanwhile()
    {
        var (one, two) = (await Node(), await Node());
        await Commit(one, w => w.Insert(Widget.All, "scope", "one", new Widget("a", "Enabled")));
        using var cache = await Warm(two);

        await Disconnect();
        var current = await Retry(async () => (await one.Documents.Get(Widget.All, "scope", "one", Ct))!);
        await Retry(async () =>
        {
            await Commit(one, w => w.Update(current, new Widget("b", "Enabled")));
            return true;
        });

        await Until(async () => (await Retry(async () => await cache.Get("scope", "one", Ct)))!.Value.Name == "b");
        await Until(async () =>
        {
            await cache.Get("scope", "one", Ct);
            return cache.Count == 1;
        });
        await Append(two, 1);
    }

    [Fact]
    public async Task Every_commit_tells_the_truth_while_connections_are_cut()
    {
        var node = await Node();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var outcomes = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var unit = $"{writer}-{i}";
                try
                {
                    await Commit(node, w => StorageChild.Stage(w, unit));
                    outcomes[unit] = true;
                }
                catch (StorageException)
                {
                    outcomes[unit] = false;
                }
            }
        }, Ct)).ToArray();

        for (var cut = 0; cut < 15; cut++)
        {
            var before = outcomes.Count(o => o.Value);
            await Disconnect();
            await Until(() => Task.FromResult(outcomes.Count(o => o.Value) > before + 5));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        foreach (var (unit, committed) in outcomes)
            Assert.Equal(committed, await Retry(async () => await node.Documents.Get(Widget.All, "scope", unit, Ct)) is not null);
        Assert.Equal(outcomes.Count(o => o.Value) * 2, await node.Journal.Head(Ct));
    }

    [Fact]
    public async Task Unreachable_server_is_reported()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(connection) { Database = "there_is_no_such_database" }.ConnectionString;

        var fault = await Assert.ThrowsAsync<StorageException>(() =>
            Database.Open(new StorageOptions { Connection = nowhere }, [], TimeProvider.System, NullLogger.Instance, Ct));

        Assert.StartsWith("cannot use the PostgreSQL database", fault.Message);
    }

    [Fact]
    public async Task Database_in_another_encoding_is_refused()
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database + "_latin";
        await using (var admin = NpgsqlDataSource.Create(connection))
        await using (var create = admin.CreateCommand($"create database {name} template template0 encoding 'LATIN1' locale 'C'"))
            await create.ExecuteNonQueryAsync(Ct);
        var latin = new NpgsqlConnectionStringBuilder(connection) { Database = name }.ConnectionString;

        var fault = await Assert.ThrowsAsync<StorageException>(() =>
            Database.Open(new StorageOptions { Connection = latin }, [], TimeProvider.System, NullLogger.Instance, Ct));

        Assert.Equal("the PostgreSQL database is encoded in LATIN1; it must be UTF8", fault.Message);
    }

    async Task<Database> Node()
    {
        var node = await Database.Open(new StorageOptions { Connection = connection }, [Widget.Schema], TimeProvider.System, NullLogger.Instance, Ct);
        nodes.Add(node);
        return node;
    }

    async Task Disconnect()
    {
        await using var admin = NpgsqlDataSource.Create(connection);
        await using var end = admin.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await end.ExecuteNonQueryAsync(Ct);
    }

    static async Task<DocumentCache<Widget, Versioned<Widget>>> Warm(Database node)
    {
        var cache = new DocumentCache<Widget, Versioned<Widget>>(node.Documents, Widget.All, document => document);
        await Until(async () => await cache.Get("scope", "one", Ct) is not null && cache.Count == 1);
        return cache;
    }

    static async Task Until(Func<Task<bool>> condition)
    {
        for (var deadline = TimeProvider.System.GetTimestamp(); !await condition();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20), "it did not come to pass");
            await Task.Yield();
        }
    }

    static async Task<T> Retry<T>(Func<Task<T>> attempt)
    {
        for (var left = 50; ; left--)
        {
            try { return await attempt(); }
            catch (StorageException) when (left > 0) { await Task.Yield(); }
        }
    }

    static async Task Append(Database node, int count)
    {
        for (var i = 0; i < count; i++) await Commit(node, w => w.Append(new JournalEvent("kind", default, new byte[10], [i])));
    }

    static async Task Commit(Database node, Action<UnitOfWork> stage)
    {
        var work = node.Journal.Begin();
        stage(work);
        await work.Commit(Ct);
    }
}
