namespace Redoubt.Aws;

/// <summary>The names under which the endpoint is reached, longest first; what stands in front of one is a host prefix.</summary>
/// <param name="suffixes">Such as <c>localhost</c>, in lower case.</param>
public sealed class HostPrefix(IEnumerable<string> suffixes)
{
    readonly string[] suffixes = [.. suffixes.Select(name => "." + name.ToLowerInvariant()).OrderByDescending(name => name.Length)];

    /// <summary>The prefix of a Host header, such as <c>bucket</c> of <c>bucket.localhost:4566</c>; null where there is none.</summary>
    public string? Of(string? host)
    {
        if (host is null) return null;
        var name = host.AsSpan();
        if (name.LastIndexOf(':') is > 0 and var port && !name.EndsWith("]")) name = name[..port];
        foreach (var suffix in suffixes)
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return name[..^suffix.Length].ToString();
        return null;
    }
}
