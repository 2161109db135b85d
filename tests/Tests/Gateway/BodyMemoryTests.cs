using System.Net;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class BodyMemoryTests : IDisposable
{
    const int Unit = 1024;

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly FakeClock clock = new();
    readonly BodyMemory memory;
    readonly List<IDisposable> sources = [];

    public BodyMemoryTests() => memory = new(10 * Unit, clock);

    public void Dispose() => sources.ForEach(source => source.Dispose());

    [Fact]
    public async Task What_is_left_is_given_at_once_and_all_of_it_comes_back()
    {
        var (share, stop) = Begin("192.0.2.1");

        Assert.Equal(4 * Unit, await share.Take(4 * Unit, 6 * Unit, stop));
        Assert.Equal(4 * Unit, memory.Held);
        share.Dispose();
        share.Dispose();

        Assert.Equal(0, memory.Held);
    }

    [Fact]
    public async Task Who_must_wait_gets_all_it_still_needs_the_oldest_first()
    {
        var (holder, holding) = Begin("192.0.2.1");
        var (older, oldWait) = Begin("192.0.2.2");
        var (younger, youngWait) = Begin("192.0.2.3");
        await holder.Take(10 * Unit, 10 * Unit, holding);
        var second = younger.Take(Unit, 4 * Unit, youngWait).AsTask();
        var first = older.Take(Unit, 8 * Unit, oldWait).AsTask();

        holder.Dispose();

        Assert.Equal(8 * Unit, await first.InTime());
        Assert.False(second.IsCompleted);
        older.Dispose();
        Assert.Equal(4 * Unit, await second.InTime());
    }

    [Fact]
    public async Task Slow_bodies_of_the_client_that_holds_most_make_room()
    {
        var (slow1, slowWait1) = Begin("192.0.2.1");
        var (slow2, slowWait2) = Begin("192.0.2.1");
        var (other, otherWait) = Begin("192.0.2.2");
        await other.Take(3 * Unit, 3 * Unit, otherWait);
        await slow1.Take(3 * Unit, 3 * Unit, slowWait1);
        await slow2.Take(4 * Unit, 4 * Unit, slowWait2);
        var (asking, askWait) = Begin("192.0.2.3");
        var asked = asking.Take(Unit, 2 * Unit, askWait).AsTask();

        await MoveUntil(() => slow1.Evicted);

        Assert.True(slowWait1.IsCancellationRequested);
        Assert.Equal((false, false), (slow2.Evicted, other.Evicted));
        slow1.Dispose();
        Assert.Equal(2 * Unit, await asked.InTime());
    }

    [Fact]
    public async Task Addresses_of_one_network_are_one_client()
    {
        var (one, oneWait) = Begin("2001:db8::1");
        var (two, twoWait) = Begin("2001:db8::2");
        var (other, otherWait) = Begin("2001:db8:0:1::1");
        await other.Take(4 * Unit, 4 * Unit, otherWait);
        await one.Take(3 * Unit, 3 * Unit, oneWait);
        await two.Take(3 * Unit, 3 * Unit, twoWait);
        var (asking, askWait) = Begin("192.0.2.3");
        _ = asking.Take(Unit, Unit, askWait).AsTask();

        await MoveUntil(() => one.Evicted);

        Assert.Equal((false, false), (two.Evicted, other.Evicted));
    }

    [Fact]
    public async Task Where_all_wait_for_each_other_the_youngest_goes()
    {
        var shares = Enumerable.Range(1, 5).Select(i => Begin($"192.0.2.{i}")).ToArray();
        foreach (var (share, stop) in shares) await share.Take(2 * Unit, 4 * Unit, stop);
        var waits = shares.Select(s => s.Share.Take(2 * Unit, 2 * Unit, s.Stop).AsTask()).ToArray();

        await MoveUntil(() => shares[4].Share.Evicted);

        Assert.DoesNotContain(shares[..4], s => s.Share.Evicted);
        Assert.True(shares[4].Share.IsWaiting);
        shares[4].Share.Arrived();
        shares[4].Share.Dispose();
        Assert.Equal(2 * Unit, await waits[0].InTime());
    }

    [Fact]
    public async Task What_has_arrived_is_never_evicted()
    {
        var (arrived, stop) = Begin("192.0.2.1");
        await arrived.Take(10 * Unit, 10 * Unit, stop);
        arrived.Arrived();
        var (asking, askWait) = Begin("192.0.2.2");
        var asked = asking.Take(Unit, Unit, askWait).AsTask();

        for (var i = 0; i < 20; i++) clock.Advance(Second);

        Assert.Equal((false, false), (arrived.Evicted, asked.IsCompleted));
        arrived.Dispose();
        await asked.InTime();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        var (holder, holding) = Begin("192.0.2.1");
        await holder.Take(10 * Unit, 10 * Unit, holding);
        using var gone = new CancellationTokenSource();
        var leaving = memory.Begin(IPAddress.Parse("192.0.2.2"), gone);
        var left = leaving.Take(Unit, 9 * Unit, gone.Token).AsTask();
        var (next, nextWait) = Begin("192.0.2.3");
        var asked = next.Take(Unit, 2 * Unit, nextWait).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.InTime());
        leaving.Arrived();
        leaving.Dispose();
        holder.Dispose();

        Assert.Equal(2 * Unit, await asked.InTime());
        Assert.Equal(2 * Unit, memory.Held);
    }

    (BodyMemory.Share Share, CancellationToken Stop) Begin(string client)
    {
        var source = new CancellationTokenSource();
        sources.Add(source);
        return (memory.Begin(IPAddress.Parse(client), source), source.Token);
    }

    // The one who waits acts on another thread after each second.
    async Task MoveUntil(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            clock.Advance(Second);
            await Task.Yield();
        }
        Assert.True(condition());
    }
}
