namespace Redoubt.Waf;

/// <summary>
/// Counts the requests of the keys that tables have no room for: a count-min sketch with conservative update for each seventh part
/// of a window. Never counts too little; too much where keys collide, and up to 1/7 of a window too long. Shared by all tables of one window.
/// </summary>
sealed class RateSketch
{
    /// <summary>Parts of time that are kept: seven whole ones, which make a window, and the one that runs.</summary>
    public const int Parts = 8;

    /// <summary>Buckets of a <see cref="RateCounter"/> in one part.</summary>
    public const int Buckets = RateCounter.Window / (Parts - 1);

    const int Rows = 4;
    const int WidthBits = 16;
    const int Width = 1 << WidthBits;

    readonly Lock gate = new();
    readonly int[][] parts = [.. Enumerable.Range(0, Parts).Select(static _ => new int[Rows * Width])];
    long newest;

    /// <summary>Counts a request.</summary>
    /// <returns>The key's requests, this one included.</returns>
    public long Add(UInt128 hash, long bucket)
    {
        lock (gate)
        {
            Advance(bucket / Buckets);
            var part = parts[newest & Parts - 1];
            Raise(part, hash, Math.Min(Least(part, hash), int.MaxValue - 1) + 1);
            return Total(hash);
        }
    }

    /// <summary>The key's requests.</summary>
    public long Read(UInt128 hash, long bucket)
    {
        lock (gate)
        {
            Advance(bucket / Buckets);
            return Total(hash);
        }
    }

    /// <summary>Gives a counter what is known about its key. Each part's requests go into its last bucket, so that none is forgotten early.</summary>
    public void Fill(RateCounter counter, UInt128 hash, long bucket)
    {
        lock (gate)
        {
            Advance(bucket / Buckets);
            for (var part = newest - Parts + 1; part <= newest; part++)
            {
                var last = Math.Min(part * Buckets + Buckets - 1, bucket);
                var requests = part < 0 ? 0 : Least(parts[part & Parts - 1], hash);
                if (requests > 0 && last > bucket - RateCounter.Slots) counter.Put(last, requests);
            }
        }
    }

    /// <summary>Takes over what a counter knows, before it is given to another key.</summary>
    public void Take(RateCounter counter, UInt128 hash, long bucket)
    {
        lock (gate)
        {
            Advance(bucket / Buckets);
            // The counter began with what was known here, so the larger of the two is the sum.
            for (var part = Math.Max(0, newest - Parts + 1); part <= newest; part++)
                Raise(parts[part & Parts - 1], hash, counter.Sum(part * Buckets, part * Buckets + Buckets - 1));
        }
    }

    long Total(UInt128 hash)
    {
        var total = 0L;
        foreach (var part in parts) total += Least(part, hash);
        return total;
    }

    static int Least(int[] part, UInt128 hash)
    {
        var least = int.MaxValue;
        for (var row = 0; row < Rows; row++) least = Math.Min(least, part[Cell(hash, row)]);
        return least;
    }

    static void Raise(int[] part, UInt128 hash, int to)
    {
        for (var row = 0; row < Rows; row++)
        {
            ref var cell = ref part[Cell(hash, row)];
            cell = Math.Max(cell, to);
        }
    }

    static int Cell(UInt128 hash, int row) => row << WidthBits | (int)(hash >> row * WidthBits) & Width - 1;

    void Advance(long part)
    {
        if (part <= newest) return;
        newest = Math.Max(newest, part - Parts);
        while (newest < part) Array.Clear(parts[++newest & Parts - 1]);
    }
}
