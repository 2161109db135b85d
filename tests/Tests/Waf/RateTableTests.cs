using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Tables of counts under more keys than they hold, and under several threads.</summary>
public sealed class RateTableTests
{
    readonly FakeClock clock = new();

    [Fact]
    public void No_heavy_key_slips_through_a_flood_of_light_ones()
    {
        var tables = new RateTables(clock, maxKeys: 1_000);
        var table = Table(tables, limit: 20);
        var heavy = new int[40];
        var (slipped, early, wrong) = (0, 0, 0);

        // Half a window; every 50th request is of a heavy key, which makes one in five seconds: too few to stay where there is no room.
        for (var n = 0; n < 60_000; n++)
        {
            if (n % 2_000 == 0) clock.Advance(TimeSpan.FromSeconds(5));
            if (n % 50 != 0)
            {
                if (table.Count((UInt128)(n + 1) << 64)) wrong++;
                continue;
            }
            var key = n / 50 % heavy.Length;
            var isOver = table.Count((UInt128)key);
            if (++heavy[key] > 20 && !isOver) slipped++;
            if (heavy[key] <= 20 && isOver) early++;
        }

        Assert.All(heavy, count => Assert.Equal(30, count));
        Assert.Equal(0, slipped);
        Assert.InRange(early, 0, 8);
        Assert.Equal(0, wrong);
        Assert.Equal(1_000, tables.Keys);
    }

    [Fact]
    public void Light_keys_of_a_flood_are_forgotten_after_a_window()
    {
        var tables = new RateTables(clock, maxKeys: 1_000);
        var table = Table(tables, limit: 10);
        for (var n = 0; n < 20_000; n++) table.Count((UInt128)n << 64);

        clock.Advance(TimeSpan.FromSeconds(301 + 300 / 7));
        var limited = 0;
        for (var n = 0; n < 10; n++)
            if (table.Count(1)) limited++;

        Assert.Equal(0, limited);
        Assert.True(table.Count(1));
    }

    [Fact]
    public async Task Threads_lose_no_count()
    {
        var table = Table(new RateTables(clock), limit: 30_000);

        var limited = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 10_000).Count(_ => table.Count(1)))));

        Assert.Equal(10_000, limited.Sum());
    }

    [Fact]
    public async Task Threads_may_meet_at_tables_that_are_too_small()
    {
        var tables = new RateTables(clock, maxKeys: 1_000);
        var table = Table(tables, limit: 10);

        var limited = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var count = 0;
            for (var n = 0; n < 6_000; n++)
            {
                table.Count((UInt128)(thread * 6_000 + n + 1) << 64);
                if (n % 20 == 0 && table.Count((UInt128)thread)) count++;
            }
            return count;
        })));

        // Never too few; one more where keys collide in the sketch.
        Assert.All(limited, count => Assert.InRange(count, 300 - 10, 300 - 10 + 2));
        Assert.Equal(1_000, tables.Keys);
    }

    [Fact]
    public void All_tables_together_keep_to_one_bound()
    {
        var tables = new RateTables(clock, maxKeys: 1_000);
        for (var t = 0; t < 4; t++)
        {
            var table = Table(tables, limit: 10);
            for (var n = 0; n < 400; n++) table.Count((UInt128)n << 64);
        }

        Assert.Equal(1_000, tables.Keys);
    }

    static RateTable Table(RateTables tables, long limit) => tables.For("acl").Table("rule", new RateBasedDefinition(limit, RateAggregation.Ip), "settings");
}
