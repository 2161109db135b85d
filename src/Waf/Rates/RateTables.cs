using System.Collections.Concurrent;
using System.Net;

namespace Redoubt.Waf;

/// <summary>
/// The counts of all rate-based rules of this process. They live outside the compiled ACLs, so that a change of one keeps the counts
/// of every rate-based rule whose own settings stay. Each node counts for itself.
/// </summary>
/// <param name="maxKeys">Keys that are counted one by one, all rules together. Each takes about 400 bytes; where they do not suffice, each of the four windows takes 8 MB more.</param>
public sealed class RateTables(TimeProvider clock, int maxKeys = 1 << 17)
{

    /// <summary>Keys that <see cref="Limited"/> tells, as with AWS.</summary>
    public const int MaxLimited = 10_000;

    readonly ConcurrentDictionary<string, Dictionary<string, RateTable>> acls = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<TimeSpan, RateSketch> sketches = new();
    readonly long start = clock.GetTimestamp();
    int keys;

    /// <summary>Time since the beginning, in units of a <see cref="TimeSpan"/>.</summary>
    internal long Elapsed => clock.GetElapsedTime(start).Ticks;

    /// <summary>The keys that are counted one by one now.</summary>
    internal int Keys => Volatile.Read(ref keys);

    /// <summary>The counts of one ACL, for its compilation.</summary>
    /// <param name="acl">Its ARN.</param>
    public AclRates For(string acl) => new(this, acl);

    /// <summary>Drops the counts of an ACL that is no longer in force.</summary>
    public void Forget(string acl) => Keep(acl, []);

    /// <summary>
    /// The addresses that a rule limits now, at most <see cref="MaxLimited"/>: single IPv4 addresses and IPv6 /64 networks. Meaningful
    /// for rules that aggregate on addresses alone. Null where the ACL in force has no such rate-based rule.
    /// </summary>
    /// <param name="rule">The rule's name; for a rule in a group the group's rule's name, a slash and the inner name.</param>
    public IReadOnlyList<IPNetwork>? Limited(string acl, string rule) =>
        acls.TryGetValue(acl, out var tables) && tables.TryGetValue(rule, out var table) ? [.. table.Limited(MaxLimited).Select(AddressRateKey.Network)] : null;

    internal RateTable? Find(string acl, string rule, string settings) =>
        acls.TryGetValue(acl, out var tables) && tables.TryGetValue(rule, out var table) && table.Settings == settings ? table : null;

    /// <summary>Makes these the ACL's tables; those it had and has no more are dropped.</summary>
    internal void Keep(string acl, Dictionary<string, RateTable> tables)
    {
        acls.TryGetValue(acl, out var before);
        if (tables.Count > 0) acls[acl] = tables;
        else acls.TryRemove(acl, out _);
        foreach (var table in before?.Values.Except(tables.Values) ?? []) table.Drop();
    }

    /// <summary>False where there is no room for another key.</summary>
    internal bool TryReserve()
    {
        if (Interlocked.Increment(ref keys) <= maxKeys) return true;
        Interlocked.Decrement(ref keys);
        return false;
    }

    internal void Release(int count) => Interlocked.Add(ref keys, -count);

    /// <summary>What counts the keys of all rules with this window that found no room; null where that never happened.</summary>
    internal RateSketch? Sketch(TimeSpan window, bool create)
    {
        if (sketches.TryGetValue(window, out var sketch) || !create) return sketch;
        return sketches.GetOrAdd(window, static _ => new RateSketch());
    }
}

/// <summary>The counts of one ACL.</summary>
public sealed class AclRates
{
    readonly RateTables tables;
    readonly string acl;

    internal AclRates(RateTables tables, string acl) => (this.tables, this.acl) = (tables, acl);

    /// <summary>The table of a rule: the one in use where the settings are the same, else a new one.</summary>
    internal RateTable Table(string rule, RateBasedDefinition definition, string settings) =>
        tables.Find(acl, rule, settings) ?? new RateTable(tables, definition.Limit, definition.Window, settings);

    internal void Keep(Dictionary<string, RateTable> used) => tables.Keep(acl, used);
}
