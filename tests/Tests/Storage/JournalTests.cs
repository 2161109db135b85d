using System.Security.Cryptography;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

public abstract class JournalTests : StorageContract
{
    [Fact]
    public async Task Sequence_rises_without_gaps_in_order_of_commit()
    {
        var sequences = new List<long>();
        for (var i = 0; i < 5; i++) sequences.Add(await Commit(w => { w.Append(Event("a")); w.Append(Event("b")); }));

        Assert.Equal([2, 4, 6, 8, 10], sequences);
        Assert.Equal(10, await Journal.Head(Ct));
    }

    [Fact]
    public async Task Events_read_back_whole_and_in_order()
    {
        var added = new JournalEvent("kind", DateTimeOffset.FromUnixTimeMilliseconds(1234).AddMicroseconds(5), new byte[] { 0, 255, 7 }, [1, 1, long.MinValue]);
        await Commit(w => { w.Append(added); w.Append(Event("")); });

        var events = await Take(Journal.Tail(0, Ct), 2);

        Assert.Equal((1, "kind", added.Time), (events[0].Sequence, events[0].Kind, events[0].Time));
        Assert.Equal(added.Body.ToArray(), events[0].Body.ToArray());
        Assert.Equal(2, events[1].Sequence);
    }

    [Fact]
    public async Task Tail_waits_for_what_comes()
    {
        var tail = Journal.Tail(0, Ct).GetAsyncEnumerator(Ct);
        var first = tail.MoveNextAsync().AsTask();
        Assert.False(first.IsCompleted);

        await Commit(w => w.Append(Event("first")));
        Assert.True(await first);
        Assert.Equal("first", Text(tail.Current));
        var second = tail.MoveNextAsync().AsTask();
        await Commit(w => w.Append(Event("second")));
        Assert.True(await second);

        Assert.Equal("second", Text(tail.Current));
        await tail.DisposeAsync();
    }

    [Fact]
    public async Task Tails_see_every_event_once_while_many_commit()
    {
        const int Writers = 16, Each = 100;
        var tails = Enumerable.Range(0, 3).Select(_ => Take(Journal.Tail(0, Ct), Writers * Each)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++) await Commit(work => work.Append(Event($"{w}-{i}")));
        }, Ct)));

        foreach (var tail in tails)
        {
            var events = await tail;
            Assert.Equal(Enumerable.Range(1, Writers * Each).Select(n => (long)n), events.Select(e => e.Sequence));
            Assert.Equal(Writers * Each, events.Select(Text).Distinct().Count());
        }
    }

    [Fact]
    public async Task Tail_ends_when_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var tail = Take(Journal.Tail(0, stop.Token), 1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tail);
    }

    [Fact]
    public async Task Find_pages_newest_first()
    {
        for (var i = 0; i < 3; i++)
            await Commit(w => { for (var n = 0; n < 300; n++) w.Append(Event($"{n}", n % 3, 77)); });

        var all = await Collect(new EventQuery(77));
        var second = await Collect(new EventQuery(1) { Before = all[449].Sequence });

        Assert.Equal(Enumerable.Range(1, 900).Select(n => (long)n).Reverse(), all.Select(e => e.Sequence));
        Assert.Equal(all.Skip(450).Where(e => int.Parse(Text(e)) % 3 == 1).Select(e => e.Sequence), second.Select(e => e.Sequence));
        Assert.Empty(await Collect(new EventQuery(12345)));
        Assert.Empty(await Collect(new EventQuery(77) { Before = 1 }));
    }

    [Fact]
    public async Task Find_by_time_agrees_with_looking_at_every_event()
    {
        // Times that mostly rise, with strays far from their neighbours, across several blocks.
        var start = Clock.GetUtcNow();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 10_000; i++)
            times.Add(start.AddSeconds(RandomNumberGenerator.GetInt32(200) == 0 ? RandomNumberGenerator.GetInt32(20_000) : i + RandomNumberGenerator.GetInt32(-5, 6)));
        foreach (var chunk in times.Index().Chunk(1500))
            await Commit(w => { foreach (var (i, time) in chunk) w.Append(EventAt(time, $"{i}", i % 10)); });

        for (var trial = 0; trial < 30; trial++)
        {
            var (a, b, key) = (RandomNumberGenerator.GetInt32(-100, 20_000), RandomNumberGenerator.GetInt32(0, 5000), RandomNumberGenerator.GetInt32(10));
            var query = new EventQuery(key) { From = start.AddSeconds(a), To = start.AddSeconds(a + b), Before = RandomNumberGenerator.GetInt32(1, 12_000) };

            var expected = times.Index().Where(t => t.Index % 10 == key && t.Item >= query.From && t.Item <= query.To && t.Index + 1 < query.Before)
                .Select(t => t.Index + 1L).Reverse();
            Assert.Equal(expected, (await Collect(query)).Select(e => e.Sequence));
        }
    }

    [Fact]
    public async Task Cursor_moves_with_its_unit_and_never_back()
    {
        Assert.Equal(0, await Journal.Cursor("trail", Ct));

        await Commit(w => { w.Advance("trail", 5); w.Append(Event("a")); });
        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => { w.Advance("trail", 5); w.Append(Event("again")); }));
        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => w.Advance("trail", 4)));
        await Commit(w => w.Advance("trail", 9));

        Assert.Equal(9, await Journal.Cursor("trail", Ct));
        Assert.Equal(0, await Journal.Cursor("other", Ct));
        Assert.Equal(1, await Journal.Head(Ct));
    }

    [Fact]
    public async Task Journal_and_cursors_go_on_after_reopening()
    {
        await Commit(w => { w.Append(Event("before", 5)); w.Advance("trail", 1); });

        await Reopen();
        var next = await Commit(w => w.Append(Event("after", 5)));

        Assert.Equal(2, next);
        Assert.Equal(1, await Journal.Cursor("trail", Ct));
        Assert.Equal(["after"], (await Take(Journal.Tail(1, Ct), 1)).Select(Text));
        Assert.Equal(["after", "before"], (await Collect(new EventQuery(5))).Select(Text));
    }

    [Fact]
    public void Oversized_event_is_refused() => Assert.Throws<ArgumentException>(() => Journal.Begin().Append(Event(new string('x', (1 << 20) + 1))));

    [Fact]
    public async Task Lease_is_held_by_one_until_it_expires()
    {
        var theirs = new Leases(Documents, Journal, Clock, "another node");
        var minute = TimeSpan.FromMinutes(1);

        var ours = await Database.Leases.TryAcquire("digest", minute, Ct);
        Assert.NotNull(ours);
        Assert.Null(await theirs.TryAcquire("digest", minute, Ct));
        Clock.Advance(TimeSpan.FromSeconds(59));
        ours = await Database.Leases.Renew(ours, minute, Ct);
        Assert.NotNull(ours);
        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(await theirs.TryAcquire("digest", minute, Ct));
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await theirs.TryAcquire("digest", minute, Ct));

        Assert.Null(await Database.Leases.Renew(ours, minute, Ct));
        Assert.Null(await Database.Leases.TryAcquire("digest", minute, Ct));
        await Assert.ThrowsAsync<ConflictException>(() => Commit(w => { w.Expect(ours); w.Append(Event("too late")); }));
        Assert.Equal(0, await Journal.Head(Ct));
    }

    [Fact]
    public async Task Released_lease_is_free_at_once()
    {
        var theirs = new Leases(Documents, Journal, Clock, "another node");
        var ours = await Database.Leases.TryAcquire("digest", TimeSpan.FromMinutes(1), Ct);

        await Database.Leases.Release(ours!, Ct);

        Assert.NotNull(await theirs.TryAcquire("digest", TimeSpan.FromMinutes(1), Ct));
        await Database.Leases.Release(ours!, Ct);
        Assert.Null(await Database.Leases.TryAcquire("digest", TimeSpan.FromMinutes(1), Ct));
    }

    private protected static async Task<List<RecordedEvent>> Take(IAsyncEnumerable<RecordedEvent> events, int count)
    {
        var taken = new List<RecordedEvent>();
        await foreach (var recorded in events)
        {
            taken.Add(recorded);
            if (taken.Count == count) break;
        }

        return taken;
    }

    async Task<List<RecordedEvent>> Collect(EventQuery query) => await Take(Journal.Find(query, Ct), int.MaxValue);
}
