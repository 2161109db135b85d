using System.Net;

namespace Redoubt.Waf;

/// <summary>What is known about networks now. Compiled ACLs keep this and ask at every request, so that new data needs no compilation.</summary>
public sealed class Networks
{
    volatile NetworkData data = NetworkData.None;

    public NetworkData Data
    {
        get => data;
        set => data = value;
    }

    /// <summary>The country of an address, two capitals; null where it is not known.</summary>
    public string? Country(IPAddress address) => data.Place(AddressKey.Of(address)) is var place && place != NetworkPlace.Unknown ? place.Country : null;

    /// <summary>The autonomous system that announces an address; 0 where it is not known.</summary>
    public uint System(IPAddress address) => data.Asn(AddressKey.Of(address));

    internal NetworkPlace Place(AddressKey address) => data.Place(address);

    /// <summary>0 where it is not known.</summary>
    internal uint Asn(AddressKey address) => data.Asn(address);

    /// <summary>False where nothing is known about any address's autonomous system.</summary>
    internal bool KnowsAsns => data.Asns > 0;
}
