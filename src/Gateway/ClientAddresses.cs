using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Redoubt.Gateway;

/// <summary>
/// Finds the client behind trusted proxies: from the peer leftwards through the configured header, as long as each hop is trusted.
/// What stands left of the first untrusted address is the client's own invention and is not passed on.
/// </summary>
sealed class ClientAddresses
{
    // More trusted hops than any real chain has; the walk ends there.
    const int MaxHops = 32;

    readonly IPNetwork[] trusted;
    readonly ClientAddressHeader header;

    /// <exception cref="FormatException">A network is not in CIDR form; the message names it.</exception>
    public ClientAddresses(IEnumerable<string> trustedProxies, ClientAddressHeader header)
    {
        this.header = header;
        trusted = [.. trustedProxies.Select(text => IPNetwork.TryParse(text, out var network) ? network
            : throw new FormatException($"the trusted proxy `{text}` is not a network such as 10.0.0.0/8"))];
    }

    public Hop Resolve(IPAddress? peer, IHeaderDictionary headers)
    {
        var client = Normalize(peer ?? IPAddress.None);
        if (trusted.Length == 0 || !IsTrusted(client)) return new(client, client.ToString(), Trusted: false);

        var lines = header switch
        {
            ClientAddressHeader.Forwarded => headers["Forwarded"],
            ClientAddressHeader.XRealIp => headers["X-Real-IP"],
            _ => headers["X-Forwarded-For"],
        };
        var chain = client.ToString();
        var hops = 0;
        for (var line = lines.Count - 1; line >= 0; line--)
        {
            var rest = lines[line].AsSpan();
            while (true)
            {
                var comma = rest.LastIndexOf(',');
                var entry = header == ClientAddressHeader.Forwarded ? ForParameter(rest[(comma + 1)..]) : rest[(comma + 1)..].Trim(" \t");
                // An unreadable entry ends the chain at the last address that somebody trusted vouched for.
                if (++hops > MaxHops || !TryParse(entry, out var address)) return new(client, chain, Trusted: true);
                client = address;
                chain = $"{address}, {chain}";
                if (!IsTrusted(address)) return new(client, chain, Trusted: true);
                if (comma < 0) break;
                rest = rest[..comma];
            }
        }
        return new(client, chain, Trusted: true);
    }

    bool IsTrusted(IPAddress address)
    {
        foreach (var network in trusted)
            if (network.Contains(address)) return true;
        return false;
    }

    static IPAddress Normalize(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // An address, or one with a port: `192.0.2.1:80`, `[2001:db8::1]:80`. Strict: `1` and `0x7f.1` are not addresses here.
    static bool TryParse(ReadOnlySpan<char> entry, out IPAddress address)
    {
        if (entry.StartsWith('['))
        {
            var end = entry.IndexOf(']');
            entry = end > 0 ? entry[1..end] : default;
        }
        else if (entry.Count('.') == 3 && entry.IndexOf(':') == entry.LastIndexOf(':') && entry.IndexOf(':') is > 0 and var port)
            entry = entry[..port];
        address = IPAddress.None;
        if (entry.Count('.') != 3 && !entry.Contains(':') || entry.Contains('%') || !IPAddress.TryParse(entry, out var parsed)) return false;
        address = Normalize(parsed);
        return true;
    }

    // RFC 7239, 4: `by=…;for="[2001:db8::1]:4711"`. A quoted string with a comma in it is no address, and ends the chain.
    static ReadOnlySpan<char> ForParameter(ReadOnlySpan<char> element)
    {
        foreach (var range in element.Split(';'))
        {
            var pair = element[range].Trim(" \t");
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase)) return pair[4..].Trim('"');
        }
        return default;
    }
}

/// <summary>Who is calling.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Chain">The outgoing X-Forwarded-For: the client, then the trusted proxies.</param>
/// <param name="Trusted">True where the peer is a trusted proxy, whose X-Forwarded-Proto, -Host and -Port count too.</param>
readonly record struct Hop(IPAddress Client, string Chain, bool Trusted)
{
    /// <summary>A trusted proxy's one value of a header, or null.</summary>
    public string? Told(StringValues header) => Trusted && header.Count == 1 && header[0] is { Length: > 0 and <= 255 } value ? value : null;
}
