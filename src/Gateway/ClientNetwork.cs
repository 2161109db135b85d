using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Gateway;

/// <summary>One client, as far as limits tell them apart: an IPv4 address or an IPv6 /64, the smallest network anybody is given.</summary>
readonly record struct ClientNetwork(ulong Prefix)
{
    // No client's address begins like this: it is reserved multicast.
    const ulong IPv4 = 0xFFFF_FFFF_0000_0000;

    public static ClientNetwork Of(IPAddress client)
    {
        Span<byte> bytes = stackalloc byte[16];
        client.TryWriteBytes(bytes, out _);
        return new(client.AddressFamily == AddressFamily.InterNetwork
            ? IPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    // Seeded by the platform: whoever has many networks cannot choose them to collide.
    public override int GetHashCode() => HashCode.Combine(Prefix);
}
