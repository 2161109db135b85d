using System.Net;
using System.Runtime.InteropServices;

namespace Redoubt.Gateway;

/// <summary>
/// How many requests each client has open, so that one cannot take the place of all others. Only clients with open requests are
/// remembered, so there are never more than those.
/// </summary>
sealed class ClientLimit(int max)
{
    // A power of two, well above the number of cores that could meet at one lock.
    const int StripeCount = 64;

    readonly Dictionary<ClientNetwork, int>[] stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new Dictionary<ClientNetwork, int>())];

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
        var network = ClientNetwork.Of(client);
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
        var network = ClientNetwork.Of(client);
        var stripe = Stripe(network);
        lock (stripe)
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrNullRef(stripe, network);
            if (--open == 0) stripe.Remove(network);
        }
    }

    Dictionary<ClientNetwork, int> Stripe(ClientNetwork network) => stripes[network.GetHashCode() >>> 16 & StripeCount - 1];
}
