using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Redoubt.Waf;

/// <summary>
/// The counts of one rate-based rule, by key. As many keys as there is room for have a <see cref="RateCounter"/> each; the rest share a
/// <see cref="RateSketch"/>, and whoever makes more requests there than somebody in here takes his place. No key that is over the
/// limit is ever missed, and what it costs is bounded whatever keys clients choose.
/// </summary>
/// <param name="settings">Everything that the counts depend on; another text is another table.</param>
sealed class RateTable(RateTables owner, long limit, TimeSpan window, string settings)
{
    /// <summary>Keys with a counter of their own.</summary>
    public const int MaxKeys = 1 << 15;

    const int StripeBits = 4;
    const int MaxKeysOfStripe = MaxKeys >> StripeBits;

    // Counters looked at to find one that can be given to another key.
    const int Candidates = 8;

    readonly UInt128 secret = MemoryMarshal.Read<UInt128>(RandomNumberGenerator.GetBytes(16));
    readonly long bucketLength = (window.Ticks + RateCounter.Window - 1) / RateCounter.Window;
    readonly Stripe[] stripes = [.. Enumerable.Range(0, 1 << StripeBits).Select(static _ => new Stripe())];

    public string Settings => settings;

    /// <summary>Begins the hash that makes a key of texts.</summary>
    public SipHash BeginKey() => new(secret);

    /// <summary>Counts a request; true where its key is over the limit.</summary>
    public bool Count(UInt128 key)
    {
        var bucket = Now(out var passed);
        var stripe = Of(key);
        lock (stripe.Gate)
        {
            if (stripe.IsDropped) return false;
            if (!stripe.Counters.TryGetValue(key, out var counter) && Admit(stripe, key, bucket, passed, out counter) is { } requests) return requests > limit;
            counter!.Add(bucket, 1);
            return counter.Estimate(bucket, passed) > limit;
        }
    }

    /// <summary>Whether a request would be over the limit, without counting it.</summary>
    public bool Peek(UInt128 key)
    {
        var bucket = Now(out var passed);
        var stripe = Of(key);
        lock (stripe.Gate)
        {
            var requests = stripe.Counters.TryGetValue(key, out var counter) ? counter.Estimate(bucket, passed) : owner.Sketch(window, create: false)?.Read(Hash(key), bucket) ?? 0;
            return requests + 1 > limit;
        }
    }

    /// <summary>Keys that are over the limit now.</summary>
    public List<UInt128> Limited(int most)
    {
        var limited = new List<UInt128>();
        var bucket = Now(out var passed);
        foreach (var stripe in stripes)
            lock (stripe.Gate)
                foreach (var counter in stripe.All)
                    if (limited.Count < most && counter.Estimate(bucket, passed) > limit) limited.Add(counter.Key);
        return limited;
    }

    /// <summary>Gives back its memory. Requests that are still on their way count for nothing.</summary>
    public void Drop()
    {
        foreach (var stripe in stripes)
            lock (stripe.Gate)
            {
                owner.Release(stripe.All.Count);
                stripe.All.Clear();
                stripe.Counters.Clear();
                stripe.IsDropped = true;
            }
    }

    // A counter for a key that has none: null in return, or the requests where there is none to have and this one is counted.
    long? Admit(Stripe stripe, UInt128 key, long bucket, double passed, out RateCounter? counter)
    {
        var weakest = Weakest(stripe, bucket, passed, out var least);
        counter = weakest is not null && least == 0 ? stripe.Replace(weakest, key, bucket)
            : stripe.All.Count < MaxKeysOfStripe && owner.TryReserve() ? stripe.Add(key, bucket)
            : null;
        if (counter is not null)
        {
            owner.Sketch(window, create: false)?.Fill(counter, Hash(key), bucket);
            return null;
        }
        var sketch = owner.Sketch(window, create: true)!;
        var requests = sketch.Add(Hash(key), bucket);
        if (weakest is null || requests <= least) return requests;
        sketch.Take(weakest, Hash(weakest.Key), bucket);
        sketch.Fill(stripe.Replace(weakest, key, bucket), Hash(key), bucket);
        return requests;
    }

    // The one with the fewest requests among the next few, so that all are looked at in turn.
    static RateCounter? Weakest(Stripe stripe, long bucket, double passed, out double least)
    {
        RateCounter? weakest = null;
        least = double.MaxValue;
        for (var n = Math.Min(Candidates, stripe.All.Count); n > 0; n--)
        {
            var candidate = stripe.All[stripe.Hand = (stripe.Hand + 1) % stripe.All.Count];
            var requests = candidate.IsExpired(bucket) ? 0 : candidate.Estimate(bucket, passed);
            if (requests >= least) continue;
            (weakest, least) = (candidate, requests);
            if (least == 0) break;
        }
        return weakest;
    }

    // Under a key of the table's own, so that one key of two tables is two keys of their sketch.
    UInt128 Hash(UInt128 key)
    {
        var hash = BeginKey();
        hash.Add(key);
        return hash.End();
    }

    Stripe Of(UInt128 key) => stripes[key.GetHashCode() >>> 32 - StripeBits];

    long Now(out double passed)
    {
        var (bucket, into) = Math.DivRem(owner.Elapsed, bucketLength);
        passed = (double)into / bucketLength;
        return bucket;
    }

    sealed class Stripe
    {
        public Lock Gate { get; } = new();

        // INVARIANT: holds the counters of All and no others. The platform seeds the hash code, so keys cannot be chosen to collide.
        public Dictionary<UInt128, RateCounter> Counters { get; } = [];

        public List<RateCounter> All { get; } = [];

        public int Hand { get; set; }

        public bool IsDropped { get; set; }

        public RateCounter Add(UInt128 key, long bucket)
        {
            var counter = new RateCounter();
            counter.Restart(key, bucket);
            All.Add(counter);
            Counters.Add(key, counter);
            return counter;
        }

        public RateCounter Replace(RateCounter counter, UInt128 key, long bucket)
        {
            Counters.Remove(counter.Key);
            counter.Restart(key, bucket);
            Counters.Add(key, counter);
            return counter;
        }
    }
}
