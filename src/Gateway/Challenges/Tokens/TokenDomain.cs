using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Gateway.Challenges;

/// <summary>Which domain a token is for: the host that was asked, or a domain above it that the web ACL names.</summary>
static class TokenDomain
{
    static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:");

    /// <summary>The request's host in lower case, without port, brackets and the root's dot; null where it could not stand in a token.</summary>
    public static string? Host(IHeaderDictionary headers)
    {
        var host = headers.Host.ToString().AsSpan();
        if (host.StartsWith('[')) host = host.IndexOf(']') is > 0 and var end ? host[1..end] : default;
        else if (host.IndexOf(':') is >= 0 and var port) host = host[..port];
        if (host.EndsWith('.')) host = host[..^1];
        if (host.IsEmpty || host.Length > ClientTokens.MaxDomain || host.ContainsAnyExcept(Allowed)) return null;
        return host.ToString().ToLowerInvariant();
    }

    /// <summary>The shortest of the web ACL's domains that the host belongs to; null where there is none and the token is the host's alone.</summary>
    public static string? Above(string host, IReadOnlyList<string> domains)
    {
        string? shortest = null;
        foreach (var domain in domains)
            if (Covers(domain, host) && !(shortest?.Length <= domain.Length)) shortest = domain;
        return shortest?.ToLowerInvariant();
    }

    /// <summary>Whether a token of this domain counts for a request.</summary>
    public static bool Accepts(string domain, IHeaderDictionary headers, IReadOnlyList<string> domains)
    {
        if (domain == Host(headers)) return true;
        foreach (var listed in domains)
            if (Covers(listed, domain)) return true;
        return false;
    }

    static bool Covers(string domain, string name) =>
        name.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.');
}
