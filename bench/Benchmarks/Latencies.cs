using System.Numerics;

namespace Redoubt.Benchmarks;

/// <summary>Counts durations in buckets about 3 % wide; every writer has its own and they are added at the end.</summary>
sealed class Latencies
{
    const int Steps = 32;
    readonly long[] buckets = new long[64 * Steps];

    public long Count { get; private set; }

    public void Add(TimeSpan duration)
    {
        buckets[Bucket(duration.Ticks)]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < buckets.Length; i++) buckets[i] += other.buckets[i];
        Count += other.Count;
    }

    /// <param name="share">Such as 0.99.</param>
    public TimeSpan Percentile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < buckets.Length; i++)
            if ((left -= buckets[i]) <= 0) return TimeSpan.FromTicks(Middle(i));
        return TimeSpan.Zero;
    }

    static int Bucket(long ticks)
    {
        if (ticks < Steps) return (int)Math.Max(ticks, 0);
        var shift = BitOperations.Log2((ulong)ticks) - 5;
        return ((shift + 1) * Steps) + (int)((ticks >> shift) - Steps);
    }

    static long Middle(int bucket)
    {
        if (bucket < Steps) return bucket;
        var shift = (bucket / Steps) - 1;
        return ((long)(Steps + (bucket % Steps)) << shift) + ((1L << shift) / 2);
    }
}
