using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;

namespace Redoubt.Gateway;

/// <summary>All sites, found by the request's host: the exact name, then the longest wildcard, then the default. Immutable; a change is a new table.</summary>
public sealed class SiteTable
{
    readonly FrozenDictionary<string, Site>.AlternateLookup<ReadOnlySpan<char>> exact;
    readonly FrozenDictionary<string, Site>.AlternateLookup<ReadOnlySpan<char>> below;
    readonly bool hasExact, hasBelow;

    /// <param name="sites">Every site; the one without hosts is the default.</param>
    /// <exception cref="ValidationException">A setting is out of its range.</exception>
    /// <exception cref="ArgumentException">A host is malformed or named twice, or two sites are the default.</exception>
    public SiteTable(IEnumerable<Site> sites)
    {
        var exactNames = new Dictionary<string, Site>(StringComparer.OrdinalIgnoreCase);
        var wildcards = new Dictionary<string, Site>(StringComparer.OrdinalIgnoreCase);
        All = [.. sites];
        foreach (var site in All)
        {
            Validator.ValidateObject(site.Settings, new(site.Settings), validateAllProperties: true);
            if (site.Origin is { } origin) Validator.ValidateObject(origin, new(origin), validateAllProperties: true);
            if (site.Hosts.Count == 0)
            {
                if (Default is not null) throw new ArgumentException("two sites have no hosts; one at most is the default");
                Default = site;
            }
            foreach (var host in site.Hosts)
            {
                var wildcard = host.StartsWith("*.", StringComparison.Ordinal);
                var name = wildcard ? host[2..] : host;
                if (Uri.CheckHostName(name) == UriHostNameType.Unknown) throw new ArgumentException($"`{host}` is not a host name");
                if (!(wildcard ? wildcards : exactNames).TryAdd(name, site)) throw new ArgumentException($"two sites answer to `{host}`");
            }
        }
        exact = exactNames.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        below = wildcards.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        hasExact = exactNames.Count > 0;
        hasBelow = wildcards.Count > 0;
    }

    public IReadOnlyList<Site> All { get; }

    public Site? Default { get; }

    /// <summary>The site for a Host header's value, port included, or null where none answers to it.</summary>
    public Site? Find(ReadOnlySpan<char> host)
    {
        if (!hasExact && !hasBelow) return Default;
        host = Name(host);
        if (hasExact && exact.TryGetValue(host, out var site)) return site;
        while (hasBelow && host.IndexOf('.') is >= 0 and var dot)
        {
            host = host[(dot + 1)..];
            if (below.TryGetValue(host, out site)) return site;
        }
        return Default;
    }

    // Without port, brackets and the root's dot.
    static ReadOnlySpan<char> Name(ReadOnlySpan<char> host)
    {
        if (host.StartsWith('['))
            return host.IndexOf(']') is > 0 and var end ? host[1..end] : host;
        var colon = host.IndexOf(':');
        if (colon >= 0) host = host[..colon];
        return host.EndsWith('.') ? host[..^1] : host;
    }
}
