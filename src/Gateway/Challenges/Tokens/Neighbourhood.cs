using System.Net;
using System.Net.Sockets;

namespace Redoubt.Gateway.Challenges;

/// <summary>The network in which one client's address changes by itself: an IPv4 /24 or an IPv6 /48.</summary>
static class Neighbourhood
{
    public static ulong Of(IPAddress client)
    {
        var own = ClientNetwork.Of(client).Prefix;
        return client.AddressFamily == AddressFamily.InterNetwork ? own & ~0xFFUL : own & ~0xFFFFUL;
    }
}
