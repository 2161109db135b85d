using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Redoubt.Gateway;

/// <summary>
/// How many requests each client has open, so that one cannot take the place of all others. A client is an IPv4 address or an IPv6
/// /64, the smallest network anybody is given. Only clients with open requests are remembered, so there are never more than those.
/// </summary>
sealed class ClientLimit(int max)
{
    // A power of two, well above the number of cores that could meet at one lock.
    const int StripeCount = 64;

    // No client's address begins like this: it is reserved multicast.
    const ulong IPv4 = 0xFFFF_FFFF_0000_0000;

    readonly Dictionary<Network, int>[] stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new Dictionary<Network, int>())];

    /// <summary>Clients with open requests.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var stripe in stripes)
                lock (stripe) count += stripe.Count;
            return count;
        }
    }

    /// <summary>False where the client has as many open as it may; else it has one more until <see cref="Leave"/>.</summary>
    public bool TryEnter(IPAddress client)
    {
        var network = Network.Of(client);
        var stripe = Stripe(network);
        lock (stripe)
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrAddDefault(stripe, network, out _);
            if (open >= max) return false;
            open++;
            return true;
        }
    }

    public void Leave(IPAddress client)
    {
        var network = Network.Of(client);
        var stripe = Stripe(network);
        lock (stripe)
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrNullRef(stripe, network);
            if (--open == 0) stripe.Remove(network);
        }
    }

    Dictionary<Network, int> Stripe(Network network) => stripes[network.GetHashCode() >>> 16 & StripeCount - 1];

    readonly record struct Network(ulong Prefix)
    {
        public static Network Of(IPAddress client)
        {
            Span<byte> bytes = stackalloc byte[16];
            client.TryWriteBytes(bytes, out _);
            return new(client.AddressFamily == AddressFamily.InterNetwork
                ? IPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes));
        }

        // Seeded by the platform: whoever has many networks cannot choose them to collide.
        public override int GetHashCode() => HashCode.Combine(Prefix);
    }
}
