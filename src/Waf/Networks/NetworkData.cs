namespace Redoubt.Waf;

/// <summary>What is known about networks: their countries, their autonomous systems, or both. Immutable.</summary>
public sealed class NetworkData
{
    readonly RangeMap<uint> places4;
    readonly RangeMap<UInt128> places6;
    readonly RangeMap<uint> asns4;
    readonly RangeMap<UInt128> asns6;
    readonly NetworkPlace[] places;

    internal NetworkData(RangeMap<uint> places4, RangeMap<UInt128> places6, RangeMap<uint> asns4, RangeMap<UInt128> asns6, NetworkPlace[] places) =>
        (this.places4, this.places6, this.asns4, this.asns6, this.places) = (places4, places6, asns4, asns6, places);

    public static NetworkData None { get; } = new NetworkDataBuilder().Build([])!;

    /// <summary>Ranges of addresses with a country.</summary>
    public int Countries => places4.Count + places6.Count;

    /// <summary>Ranges of addresses with an autonomous system.</summary>
    public int Asns => asns4.Count + asns6.Count;

    internal NetworkPlace Place(AddressKey address)
    {
        var found = address.IsV4 ? places4.Find((uint)address.Value) : places6.Find(address.Value);
        return found < 0 ? NetworkPlace.Unknown : places[found];
    }

    internal uint Asn(AddressKey address)
    {
        var found = address.IsV4 ? asns4.Find((uint)address.Value) : asns6.Find(address.Value);
        return found == -1 ? 0 : (uint)found;
    }
}

/// <summary>A country, and the labels that tell it.</summary>
/// <param name="Country">Two capitals; <c>XX</c> for not known.</param>
/// <param name="Region">The part of an ISO 3166-2 code behind the hyphen; <c>XX</c> for not known.</param>
sealed record NetworkPlace(string Country, string Region)
{
    const string Nowhere = "XX";

    public static readonly NetworkPlace Unknown = new(Nowhere, Nowhere);

    public NetworkPlace(string country) : this(country, Nowhere)
    {
    }

    /// <summary>For the connection's address.</summary>
    public string[] ClientLabels { get; } = [$"awswaf:clientip:geo:country:{Country}", $"awswaf:clientip:geo:region:{Country}-{Region}"];

    /// <summary>For an address from a header.</summary>
    public string[] ForwardedLabels { get; } = [$"awswaf:forwardedip:geo:country:{Country}", $"awswaf:forwardedip:geo:region:{Country}-{Region}"];
}
