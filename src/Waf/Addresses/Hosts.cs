using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Hosts in addresses, as lenient readers take them.</summary>
static class Hosts
{
    static readonly SearchValues<char> Ends = SearchValues.Create("/?#\\ \"'<>");

    /// <summary>The host of what follows the two slashes of an address: without user, port and path.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, 256)];
        var end = rest.IndexOfAny(Ends);
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith("[") && authority.IndexOf(']') is > 0 and var close) return authority[1..close];
        var port = authority.IndexOf(':');
        return port < 0 ? authority : authority[..port];
    }

    /// <summary>Whether it is a server's own name or an address of its own network, however it is written.</summary>
    public static bool IsInternal(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        if (host.IsEmpty) return false;
        if (Ascii.EqualsIgnoreCase(host, "localhost") || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)) return true;
        if (host.Contains(':')) return AddressKey.TryParse(host, out var v6) && IsInternal(v6);
        return TryReadV4(host, out var address) && IsInternal(address);
    }

    /// <summary>Whether it is an IPv4 address, in any of the notations that system libraries read: <c>127.1</c>, <c>0x7f.1</c>, <c>2130706433</c>.</summary>
    public static bool IsV4(ReadOnlySpan<char> host) => TryReadV4(host, out _);

    static bool IsInternal(AddressKey address) =>
        address.IsV4 ? IsInternal((uint)address.Value) : address.Value <= 1 || address.Value >> 121 == 0x7E || address.Value >> 118 == 0x3FA;

    // 0/8, 10/8, 127/8, 169.254/16, 172.16/12, 192.168/16.
    static bool IsInternal(uint address) =>
        address >> 24 is 0 or 10 or 127 || address >> 16 is 0xA9FE or 0xC0A8 || address >> 20 == 0xAC1;

    static bool TryReadV4(ReadOnlySpan<char> host, out uint address)
    {
        address = 0;
        ulong value = 0;
        var parts = 0;
        while (parts < 4)
        {
            var dot = host.IndexOf('.');
            if (!TryReadNumber(dot < 0 ? host : host[..dot], out var part)) return false;
            parts++;
            if (dot < 0)
            {
                // The last number fills what is left of the 32 bits.
                if (part >> (8 * (5 - parts)) != 0) return false;
                address = (uint)(value << (8 * (5 - parts)) | part);
                return parts > 1 || part > 0xFFFFFF;
            }
            if (part > 255) return false;
            value = value << 8 | part;
            host = host[(dot + 1)..];
        }
        return false;
    }

    static bool TryReadNumber(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        if (text.Length is 0 or > 12) return false;
        var radix = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16u : text[0] == '0' && text.Length > 1 ? 8u : 10u;
        if (radix == 16) text = text[2..];
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            var digit = Ascii.Hex(c);
            if (digit < 0 || digit >= radix) return false;
            number = number * radix + (uint)digit;
        }
        return true;
    }
}
