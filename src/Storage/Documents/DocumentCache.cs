using System.Collections.Concurrent;

namespace Redoubt.Storage;

/// <summary>
/// Compiled values of documents, read through and kept until the document changes. A hit takes no lock and completes at once.
/// A value is never served after the commit that changed its document has been acknowledged on this node; another node's
/// change arrives with its notification. While notifications cannot be heard, every read goes to the database.
/// </summary>
public sealed class DocumentCache<TRecord, TCompiled> : IDocumentObserver, IDisposable
    where TRecord : notnull
    where TCompiled : class
{
    const int Stripes = 256;

    readonly Documents documents;
    readonly Collection<TRecord> collection;
    readonly Func<Versioned<TRecord>, TCompiled> compile;
    readonly ConcurrentDictionary<(string Scope, string Id), Entry> entries = new();
    readonly Lock gate = new();
    readonly long[] stamps = new long[Stripes];
    readonly Entry?[] ring;
    readonly IDisposable subscription;
    int hand;
    bool suspended;

    /// <param name="compile">Makes the value; what it throws reaches whoever asked.</param>
    /// <param name="capacity">The most values kept; those not used lately make room.</param>
    public DocumentCache(Documents documents, Collection<TRecord> collection, Func<Versioned<TRecord>, TCompiled> compile, int capacity = 10_000)
    {
        (this.documents, this.collection, this.compile) = (documents, collection, compile);
        ring = new Entry?[capacity];
        subscription = documents.Observe(collection, this);
    }

    internal int Count => entries.Count;

    /// <summary>The compiled document, or null where there is none.</summary>
    public ValueTask<TCompiled?> Get(string scope, string id, CancellationToken ct)
    {
        if (!entries.TryGetValue((scope, id), out var entry)) return Load((scope, id), ct);
        if (!entry.Used) entry.Used = true;
        return new(entry.Value);
    }

    public void Changed(string scope, string id)
    {
        lock (gate)
        {
            stamps[StripeOf((scope, id))]++;
            if (entries.TryRemove((scope, id), out var entry)) ring[entry.Slot] = null;
        }
    }

    public void Suspended() => Forget(suspend: true);

    public void Resumed() => Forget(suspend: false);

    public void Dispose() => subscription.Dispose();

    async ValueTask<TCompiled?> Load((string Scope, string Id) key, CancellationToken ct)
    {
        // INVARIANT: the stamp is read before the document, and compared under the lock that a change takes:
        // what was read before a change is never kept after it.
        var stripe = StripeOf(key);
        var stamp = Volatile.Read(ref stamps[stripe]);
        if (await documents.Get(collection, key.Scope, key.Id, ct) is not { } document) return null;
        var value = compile(document);
        lock (gate)
            if (!suspended && stamps[stripe] == stamp) Keep(key, value);
        return value;
    }

    void Keep((string, string) key, TCompiled value)
    {
        if (entries.ContainsKey(key)) return;
        while (ring[hand] is { Used: true } spared)
        {
            spared.Used = false;
            hand = (hand + 1) % ring.Length;
        }

        if (ring[hand] is { } replaced) entries.TryRemove(replaced.Key, out _);
        var entry = new Entry(key, value, hand);
        ring[hand] = entry;
        entries[key] = entry;
        hand = (hand + 1) % ring.Length;
    }

    void Forget(bool suspend)
    {
        lock (gate)
        {
            suspended = suspend;
            for (var i = 0; i < Stripes; i++) stamps[i]++;
            entries.Clear();
            Array.Clear(ring);
        }
    }

    static int StripeOf((string, string) key) => key.GetHashCode() & (Stripes - 1);

    sealed class Entry((string, string) key, TCompiled value, int slot)
    {
        public (string, string) Key => key;

        public TCompiled Value => value;

        public int Slot => slot;

        public bool Used { get; set; }
    }
}
