using System.Collections.Frozen;

namespace Redoubt.Gateway;

/// <summary>Headers that end at the gateway (RFC 9110, 7.6.1): those of one connection, and those by which proxies speak of the client.</summary>
static class HopByHop
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Connection = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings").GetAlternateLookup<ReadOnlySpan<char>>();

    // Written anew for the origin, each from what the gateway knows itself. `Proxy` becomes HTTP_PROXY in CGI programs.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Rewritten = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Host", "Content-Length", "Expect", "Forwarded", "X-Real-IP", "X-Request-Id", "Proxy").GetAlternateLookup<ReadOnlySpan<char>>();

    // Where an origin says it can be reached otherwise, past the gateway.
    const string AlternativeServices = "Alt-Svc";

    /// <summary>True for headers that belong to one connection.</summary>
    public static bool Contains(ReadOnlySpan<char> name) => Connection.Contains(name);

    /// <summary>
    /// True for request headers that are not copied. An underscore counts as a hyphen: CGI and WSGI cannot tell
    /// <c>X_Forwarded_For</c> from <c>X-Forwarded-For</c>.
    /// </summary>
    public static bool DropsFromRequest(string name)
    {
        if (!name.Contains('_')) return Drops(name);
        Span<char> hyphened = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        name.AsSpan().Replace(hyphened, '_', '-');
        return Drops(hyphened);
    }

    /// <summary>True for response headers that are not copied.</summary>
    public static bool DropsFromResponse(string name) => Contains(name) || name.Equals(AlternativeServices, StringComparison.OrdinalIgnoreCase);

    static bool Drops(ReadOnlySpan<char> name) =>
        Connection.Contains(name) || Rewritten.Contains(name) || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);
}
