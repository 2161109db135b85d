using System.Runtime.CompilerServices;

namespace Redoubt.Waf;

/// <summary>
/// How many requests one key made in the window that ends now. The window is 63 buckets of time long, and the 64th, which it has
/// partly left behind, counts for the part that is still inside. So the estimate always lies between the exact counts of a window
/// 1/63 (1.6 %) shorter and one 1/63 longer, whatever the traffic, and is exact where the oldest bucket's requests came evenly.
/// Used under its stripe's lock.
/// </summary>
sealed class RateCounter
{
    /// <summary>Buckets of a window.</summary>
    public const int Window = Slots - 1;

    public const int Slots = 64;

    Counts counts;
    long newest;
    long total;

    public UInt128 Key { get; private set; }

    /// <summary>Begins anew for another key.</summary>
    public void Restart(UInt128 key, long bucket)
    {
        Key = key;
        newest = bucket;
        total = 0;
        ((Span<int>)counts).Clear();
    }

    public bool IsExpired(long bucket) => bucket - newest >= Slots;

    public void Add(long bucket, int requests)
    {
        Advance(bucket);
        Put(newest, requests);
    }

    /// <summary>Puts requests into an older bucket that the window still sees.</summary>
    public void Put(long bucket, int requests)
    {
        ref var count = ref counts[(int)(bucket & Slots - 1)];
        var sum = (int)Math.Min((long)count + requests, int.MaxValue);
        total += sum - count;
        count = sum;
    }

    /// <param name="passed">The part of the newest bucket's time that has passed, 0 to 1.</param>
    public double Estimate(long bucket, double passed)
    {
        Advance(bucket);
        if (bucket < newest) passed = 0;
        return total - counts[(int)(newest + 1 & Slots - 1)] * passed;
    }

    /// <summary>Requests in the buckets from one to another, both included, as far as they are kept.</summary>
    public int Sum(long from, long to)
    {
        var sum = 0L;
        for (var bucket = Math.Max(from, newest - Slots + 1); bucket <= Math.Min(to, newest); bucket++) sum += counts[(int)(bucket & Slots - 1)];
        return (int)Math.Min(sum, int.MaxValue);
    }

    // A request that was overtaken by a later one counts with that.
    void Advance(long bucket)
    {
        if (bucket <= newest) return;
        if (IsExpired(bucket)) Restart(Key, bucket);
        while (newest < bucket)
        {
            ref var leaving = ref counts[(int)(++newest & Slots - 1)];
            total -= leaving;
            leaving = 0;
        }
    }

    [InlineArray(Slots)]
    struct Counts
    {
        int first;
    }
}
