using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Services.Iam.Policies;

/// <summary>An IPv4 or IPv6 network such as <c>203.0.113.0/24</c>; one address is a network of itself. IPv4 inside IPv6 is IPv4.</summary>
readonly struct AddressRange
{
    readonly UInt128 bits;
    readonly UInt128 mask;
    readonly bool v6;

    AddressRange(UInt128 bits, UInt128 mask, bool v6)
    {
        this.bits = bits & mask;
        this.mask = mask;
        this.v6 = v6;
    }

    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        var part = text.AsSpan(0, slash < 0 ? text.Length : slash);
        if (part.Contains('%') || part.Contains('[') || !IPAddress.TryParse(part, out var address)) return false;
        var v6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (!v6 && part.Count('.') != 3) return false;
        var size = v6 ? 128 : 32;
        var prefix = size;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > size)) return false;
        if (v6 && address.IsIPv4MappedToIPv6 && prefix >= 96)
        {
            address = address.MapToIPv4();
            (v6, size, prefix) = (false, 32, prefix - 96);
        }
        var all = UInt128.MaxValue >> (128 - size);
        range = new AddressRange(Bits(address), prefix == 0 ? UInt128.Zero : (all << (size - prefix)) & all, v6);
        return true;
    }

    public bool Contains(IPAddress address)
    {
        var have = Bits(address);
        if (address.AddressFamily == AddressFamily.InterNetwork) return !v6 && (have & mask) == bits;
        return address.IsIPv4MappedToIPv6 ? !v6 && (have & uint.MaxValue & mask) == bits : v6 && (have & mask) == bits;
    }

    /// <summary>Whether the other network lies in this one.</summary>
    public bool Contains(AddressRange other) => other.v6 == v6 && (other.mask & mask) == mask && (other.bits & mask) == bits;

    static UInt128 Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
