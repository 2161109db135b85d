namespace Redoubt.Gateway;

/// <summary>
/// The table of sites in force, with the connections to their origins. A request keeps what it found; a new table takes effect with the
/// next request and keeps the connections to origins that stay.
/// </summary>
public sealed class SiteDirectory : ISites, IDisposable
{
    readonly Lock updating = new();
    Dictionary<OriginAddress, Origin> origins = [];
    Snapshot current;

    public SiteDirectory(SiteTable initial)
    {
        current = new(initial, []);
        Update(initial);
    }

    public SiteTable Current => Volatile.Read(ref current).Table;

    public bool Exists(string arn)
    {
        foreach (var site in Current.All)
            if (site.Arn.ToString() == arn) return true;
        return false;
    }

    /// <summary>Puts a new table in force. Origins that it does not name finish what they are doing.</summary>
    public void Update(SiteTable table)
    {
        lock (updating)
        {
            var kept = new Dictionary<OriginAddress, Origin>();
            var bySite = new Dictionary<Site, Origin>(ReferenceEqualityComparer.Instance);
            foreach (var site in table.All)
            {
                if (site.Origin is not { } address) continue;
                if (!kept.TryGetValue(address, out var origin))
                    kept[address] = origin = origins.TryGetValue(address, out var old) ? old : new Origin(address);
                bySite[site] = origin;
            }
            Volatile.Write(ref current, new(table, bySite));
            foreach (var (address, origin) in origins)
                if (!kept.ContainsKey(address)) origin.Dispose();
            origins = kept;
        }
    }

    public void Dispose() => Update(new SiteTable([]));

    internal Site? Find(ReadOnlySpan<char> host, out Origin? origin)
    {
        var snapshot = Volatile.Read(ref current);
        origin = null;
        var site = snapshot.Table.Find(host);
        if (site is not null) snapshot.Origins.TryGetValue(site, out origin);
        return site;
    }

    sealed record Snapshot(SiteTable Table, Dictionary<Site, Origin> Origins);
}
