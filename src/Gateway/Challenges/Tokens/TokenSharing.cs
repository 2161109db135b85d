using System.Runtime.CompilerServices;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// How many networks each token is used from. A phone has a few in an hour; a token that was handed to a botnet has hundreds, and
/// counts for nothing from then on. Memory is fixed: the least recently used of eight tokens gives way. Thread-safe.
/// </summary>
sealed class TokenSharing(TimeProvider clock)
{
    /// <summary>Networks (IPv4 /24, IPv6 /48) that one token may be used from within <see cref="WindowInSeconds"/>.</summary>
    public const int MaxNetworks = 12;

    public const uint WindowInSeconds = 3_600;

    const int Sets = 4_096, Ways = 8, Locks = 64;

    readonly Lock[] locks = [.. Enumerable.Range(0, Locks).Select(static _ => new Lock())];
    readonly Entry[]?[] table = new Entry[]?[Sets];

    /// <summary>Notes a use of a genuine token; false where it is used from too many networks.</summary>
    public bool Allows(TokenId id, ulong network)
    {
        var now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        // Ids are random and ours: nobody chooses where they meet.
        var index = (int)(id.High % Sets);
        lock (locks[index % Locks])
        {
            ref var entry = ref Find(table[index] ??= new Entry[Ways], id);
            if (entry.Id != id) entry = new Entry { Id = id, Started = now };
            entry.Used = now;
            if (entry.Count > MaxNetworks) return false;
            if (now - entry.Started >= WindowInSeconds) (entry.Started, entry.Count) = (now, 0);
            return entry.Add(HashCode.Combine(network));
        }
    }

    static ref Entry Find(Entry[] set, TokenId id)
    {
        var oldest = 0;
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i].Id == id) return ref set[i];
            if (set[i].Used < set[oldest].Used) oldest = i;
        }
        return ref set[oldest];
    }

    struct Entry
    {
        public TokenId Id;
        public uint Started, Used;
        public int Count;
        Networks networks;

        // One more than allowed is remembered as such, for as long as the token is.
        public bool Add(int network)
        {
            for (var i = 0; i < Count; i++)
                if (networks[i] == network) return true;
            if (Count < MaxNetworks) networks[Count] = network;
            return ++Count <= MaxNetworks;
        }
    }

    [InlineArray(MaxNetworks)]
    struct Networks
    {
        int first;
    }
}
