using FsCheck;
using FsCheck.Fluent;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Counts against the exact number of requests in a window that slides.</summary>
public sealed class RateCounterTests
{
    // Time in units of which a bucket has 1,000.
    const long Bucket = 1000;
    const long Window = RateCounter.Window * Bucket;

    [Fact]
    public void A_count_lies_between_those_of_a_slightly_shorter_and_a_slightly_longer_window()
    {
        var gaps = Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 3000), Gen.Choose(0, (int)Window)).ListOf().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(gaps, list =>
        {
            var (counter, arrivals, now) = (Begin(), new List<long>(), 0L);
            return list.All(gap =>
            {
                arrivals.Add(now += gap);
                counter.Add(now / Bucket, 1);
                var estimate = Estimate(counter, now);
                return estimate >= Exact(arrivals, now, Window - Bucket) - 1e-6 && estimate <= Exact(arrivals, now, Window + Bucket) + 1e-6;
            });
        }));
    }

    // Requests per window on average; how they come.
    [Theory]
    [InlineData(1_000, "evenly")]
    [InlineData(1_000, "at random")]
    [InlineData(20_000, "at random")]
    [InlineData(20_000, "in waves")]
    [InlineData(20_000, "ever more")]
    public void A_count_is_off_by_at_most_two_per_cent(int perWindow, string how)
    {
        var (counter, arrivals, worst, seed) = (Begin(), new Queue<long>(), 0.0, 7UL);

        for (var time = 0.0; time < 4 * Window;)
        {
            var gap = (double)Window / perWindow;
            time += how switch
            {
                "at random" => -Math.Log(1 - Uniform(ref seed)) * gap,
                "in waves" => gap / (1.05 + Math.Sin(time / Window * 20)),
                "ever more" => gap * Window / (time + Window / 10),
                _ => gap,
            };
            var now = (long)time;
            counter.Add(now / Bucket, 1);
            arrivals.Enqueue(now);
            while (arrivals.Peek() <= now - Window) arrivals.Dequeue();
            if (time > Window) worst = Math.Max(worst, Math.Abs(Estimate(counter, now) - arrivals.Count) / arrivals.Count);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"worst error {worst:P2}");
        Assert.InRange(worst, 0, 0.02);
    }

    [Fact]
    public void A_key_that_makes_no_more_requests_is_forgotten_after_a_window()
    {
        var counter = Begin();
        for (var i = 0; i < 100; i++) counter.Add(0, 1);

        var (before, after) = (Estimate(counter, Window - 1), Estimate(counter, Window + Bucket));

        Assert.Equal(100, before);
        Assert.Equal(0, after);
    }

    // Knuth's linear congruential generator: the same arrivals in every run.
    static double Uniform(ref ulong seed)
    {
        seed = seed * 6364136223846793005 + 1442695040888963407;
        return (seed >> 11) * (1.0 / (1UL << 53));
    }

    static RateCounter Begin()
    {
        var counter = new RateCounter();
        counter.Restart(1, 0);
        return counter;
    }

    static double Estimate(RateCounter counter, long now) => counter.Estimate(now / Bucket, (double)(now % Bucket) / Bucket);

    static int Exact(List<long> arrivals, long now, long window) => arrivals.Count(time => time > now - window);
}
