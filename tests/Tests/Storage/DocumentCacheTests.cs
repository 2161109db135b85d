using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

public abstract class DocumentCacheTests : StorageContract
{
    int compiled;

    [Fact]
    public async Task Hit_completes_at_once_and_compiles_nothing()
    {
        await Insert("one", new Widget("a", "Enabled"));
        using var cache = await Warm(10);
        await cache.Get(Scope, "one", Ct);
        var before = compiled;

        var hit = cache.Get(Scope, "one", Ct).AsTask();

        Assert.True(hit.IsCompletedSuccessfully);
        Assert.Equal("a", (await hit)!.Value.Name);
        Assert.Equal(before, compiled);
    }

    [Fact]
    public async Task Change_is_seen_as_soon_as_it_is_committed()
    {
        using var cache = await Warm(10);
        Assert.Null(await cache.Get(Scope, "one", Ct));

        var first = await Insert("one", new Widget("a", "Enabled"));
        Assert.Equal("a", (await cache.Get(Scope, "one", Ct))!.Value.Name);
        await Commit(w => w.Update(first, new Widget("b", "Enabled")));
        Assert.Equal("b", (await cache.Get(Scope, "one", Ct))!.Value.Name);
        var second = (await Documents.Get(Widget.All, Scope, "one", Ct))!;
        await Commit(w => w.Delete(second));

        Assert.Null(await cache.Get(Scope, "one", Ct));
    }

    [Fact]
    public async Task Cache_keeps_no_more_than_its_capacity_and_spares_what_is_used()
    {
        for (var i = 0; i < 30; i++) await Insert($"{i}", new Widget($"{i}", "Enabled"));
        using var cache = await Warm(10);

        for (var i = 0; i < 30; i++)
        {
            await cache.Get(Scope, "0", Ct);
            await cache.Get(Scope, $"{i}", Ct);
        }

        Assert.Equal(10, cache.Count);
        var before = compiled;
        await cache.Get(Scope, "0", Ct);
        Assert.Equal(before, compiled);
    }

    [Fact]
    public async Task Suspended_cache_keeps_nothing()
    {
        await Insert("one", new Widget("a", "Enabled"));
        using var cache = await Warm(10);
        await cache.Get(Scope, "one", Ct);

        cache.Suspended();
        await cache.Get(Scope, "one", Ct);
        Assert.Equal(0, cache.Count);
        cache.Resumed();
        await cache.Get(Scope, "one", Ct);

        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public async Task No_reader_sees_less_than_what_was_acknowledged_before_it_asked()
    {
        const int Documents = 4, Writes = 60;
        using var cache = await Warm(3);
        var acknowledged = new int[Documents];
        for (var d = 0; d < Documents; d++) await Insert($"{d}", new Widget("a", "Enabled"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var readers = Enumerable.Range(0, 3).Select(r => Task.Run(async () =>
        {
            for (var i = r; !stop.IsCancellationRequested; i++)
            {
                var floor = Volatile.Read(ref acknowledged[i % Documents]);
                var seen = (await cache.Get(Scope, $"{i % Documents}", Ct))!.Value.Size;
                Assert.True(seen >= floor, $"saw {seen} after {floor} was acknowledged");
                await Task.Yield();
            }
        }, Ct)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Documents).Select(d => Task.Run(async () =>
        {
            for (var n = 1; n <= Writes; n++)
            {
                var current = (await base.Documents.Get(Widget.All, Scope, $"{d}", Ct))!;
                await Commit(w => w.Update(current, current.Value with { Size = n }));
                Volatile.Write(ref acknowledged[d], n);
            }
        }, Ct)));
        await stop.CancelAsync();

        await Task.WhenAll(readers);
    }

    private protected async Task<DocumentCache<Widget, Versioned<Widget>>> Warm(int capacity)
    {
        var cache = new DocumentCache<Widget, Versioned<Widget>>(Documents, Widget.All, document =>
        {
            Interlocked.Increment(ref compiled);
            return document;
        }, capacity);
        // Until a node hears the others it keeps nothing.
        await Insert("warm", new Widget("w", "Enabled"));
        while (cache.Count == 0)
        {
            await cache.Get(Scope, "warm", Ct);
            await Task.Yield();
        }

        cache.Changed(Scope, "warm");
        return cache;
    }
}
