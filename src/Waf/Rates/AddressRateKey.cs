using System.Buffers.Binary;
using System.Net;

namespace Redoubt.Waf;

/// <summary>Clients as rate-based rules tell them apart: an IPv4 address, or an IPv6 /64, the smallest network anybody is given.</summary>
static class AddressRateKey
{
    const ulong V4 = 0xFFFF_0000_0000;

    public static UInt128 Of(AddressKey address) => address.IsV4 ? V4 | address.Value : address.Value >> 64 << 64;

    /// <summary>The network that a key stands for.</summary>
    public static IPNetwork Network(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return key >> 32 == V4 >> 32 ? new IPNetwork(new IPAddress(bytes[12..]), 32) : new IPNetwork(new IPAddress(bytes), 64);
    }
}
