using System.Net;

namespace Redoubt.Waf;

/// <summary>
/// A compiled set of address blocks. Blocks become disjoint, merged, sorted ranges: a look-up is one binary search, whatever the
/// prefixes. Versions do not mix, save that an IPv4-mapped IPv6 address is looked for as both.
/// </summary>
public sealed class IpSet
{
    readonly AddressRange[] v4;
    readonly AddressRange[] v6;

    IpSet(AddressRange[] v4, AddressRange[] v6)
    {
        this.v4 = v4;
        this.v6 = v6;
    }

    /// <param name="blocks">CIDR notation; a prefix of 0 is refused, as AWS does.</param>
    /// <param name="problems">Receives every block that cannot be read; where there is one, there is no set.</param>
    public static IpSet? Compile(IReadOnlyList<string> blocks, ICollection<Problem> problems)
    {
        var before = problems.Count;
        var v4 = new List<AddressRange>();
        var v6 = new List<AddressRange>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (TryParse(blocks[i], out var range, out var isV4)) (isV4 ? v4 : v6).Add(range);
            else problems.Add(new Problem($"addresses[{i}]", $"`{blocks[i]}` is no CIDR block with a prefix of at least 1"));
        }
        return problems.Count == before ? new IpSet(AddressRange.Merge(v4), AddressRange.Merge(v6)) : null;
    }

    public bool Contains(IPAddress address) => Contains(AddressKey.Of(address));

    internal bool Contains(AddressKey address) =>
        Contains(address.IsV4 ? v4 : v6, address.Value) || address.IsMapped && Contains(v6, address.Value | (UInt128)0xFFFF << 32);

    static bool Contains(AddressRange[] ranges, UInt128 address)
    {
        var low = 0;
        var high = ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (address < ranges[middle].From) high = middle - 1;
            else if (address > ranges[middle].To) low = middle + 1;
            else return true;
        }
        return false;
    }

    static bool TryParse(string block, out AddressRange range, out bool isV4)
    {
        range = default;
        isV4 = false;
        var slash = block.IndexOf('/');
        if (slash < 0 || !AddressKey.TryParse(block.AsSpan(0, slash), out var address)) return false;
        var bits = block.AsSpan(slash + 1);
        var size = block.AsSpan(0, slash).Contains(':') ? 128 : 32;
        if (bits.Length is 0 or > 3 || bits.ContainsAnyExceptInRange('0', '9')) return false;
        var prefix = int.Parse(bits);
        if (prefix < 1 || prefix > size) return false;
        // A block of mapped addresses is one of IPv4 addresses.
        isV4 = address.IsV4 && size - prefix <= 32;
        if (address.IsV4 && !isV4) address = new AddressKey(false, address.Value | (UInt128)0xFFFF << 32);
        var host = size - prefix;
        var mask = host == 128 ? UInt128.MaxValue : (UInt128.One << host) - 1;
        range = new AddressRange(address.Value & ~mask, address.Value | mask);
        return true;
    }
}
