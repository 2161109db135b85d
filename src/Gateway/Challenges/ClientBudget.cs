namespace Redoubt.Gateway.Challenges;

/// <summary>
/// A budget for each client that fills up steadily, so that nobody makes the gateway work for nothing without end. Memory is fixed:
/// of eight clients that meet, the one that was quiet longest is forgotten, and begins again with a full budget. Thread-safe.
/// </summary>
/// <param name="burst">What a client can spend at once.</param>
/// <param name="perSecond">What it gets back.</param>
sealed class ClientBudget(double burst, double perSecond, TimeProvider clock)
{
    const int Sets = 2_048, Ways = 8, Locks = 64;

    readonly Lock[] locks = [.. Enumerable.Range(0, Locks).Select(static _ => new Lock())];
    readonly Entry[]?[] table = new Entry[]?[Sets];

    /// <summary>Takes so much of the client's budget; false, and nothing taken, where it has less.</summary>
    public bool TrySpend(ulong client, double cost)
    {
        // Seeded by the platform: whoever has many addresses cannot choose them to collide.
        var index = (int)((uint)HashCode.Combine(client) % Sets);
        var now = clock.GetTimestamp();
        lock (locks[index % Locks])
        {
            ref var entry = ref Find(table[index] ??= new Entry[Ways], client);
            if (entry.Client != client || entry.Seen == 0) entry = new Entry { Client = client, Left = burst, Seen = now };
            entry.Left = Math.Min(burst, entry.Left + clock.GetElapsedTime(entry.Seen, now).TotalSeconds * perSecond);
            entry.Seen = now;
            if (entry.Left < cost) return false;
            entry.Left -= cost;
            return true;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(ulong client, double cost) => TrySpend(client, -cost);

    static ref Entry Find(Entry[] set, ulong client)
    {
        var oldest = 0;
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i].Client == client && set[i].Seen != 0) return ref set[i];
            if (set[i].Seen < set[oldest].Seen) oldest = i;
        }
        return ref set[oldest];
    }

    struct Entry
    {
        public ulong Client;
        public double Left;
        public long Seen;
    }
}
