namespace Redoubt.Waf;

/// <summary>Gathers the ranges of several files.</summary>
sealed class NetworkDataBuilder
{
    /// <summary>Ranges of all files together; the largest published country and system lists have about a million.</summary>
    public const int MaxRanges = 8_000_000;

    readonly List<(uint, uint, int)> places4 = [];
    readonly List<(UInt128, UInt128, int)> places6 = [];
    readonly List<(uint, uint, int)> asns4 = [];
    readonly List<(UInt128, UInt128, int)> asns6 = [];
    readonly List<NetworkPlace> places = [];
    readonly Dictionary<(string, string), int> placeOf = [];

    public bool IsFull => places4.Count + places6.Count + asns4.Count + asns6.Count >= MaxRanges;

    public void AddPlace(AddressKey from, AddressKey to, string country, string region)
    {
        if (!placeOf.TryGetValue((country, region), out var place))
        {
            placeOf[(country, region)] = place = places.Count;
            places.Add(new NetworkPlace(country, region));
        }
        Add(places4, places6, from, to, place);
    }

    public void AddAsn(AddressKey from, AddressKey to, uint asn) => Add(asns4, asns6, from, to, (int)asn);

    /// <returns>Null with a problem where two ranges of one kind overlap.</returns>
    public NetworkData? Build(ICollection<Problem> problems)
    {
        var (countries4, countries6) = (RangeMap<uint>.Build(places4), RangeMap<UInt128>.Build(places6));
        var (systems4, systems6) = (RangeMap<uint>.Build(asns4), RangeMap<UInt128>.Build(asns6));
        if (countries4 is null || countries6 is null) problems.Add(new Problem("countries", "two ranges of addresses overlap"));
        if (systems4 is null || systems6 is null) problems.Add(new Problem("autonomous systems", "two ranges of addresses overlap"));
        return countries4 is null || countries6 is null || systems4 is null || systems6 is null
            ? null : new NetworkData(countries4, countries6, systems4, systems6, [.. places]);
    }

    static void Add(List<(uint, uint, int)> v4, List<(UInt128, UInt128, int)> v6, AddressKey from, AddressKey to, int value)
    {
        if (from.IsV4) v4.Add(((uint)from.Value, (uint)to.Value, value));
        else v6.Add((from.Value, to.Value, value));
    }
}
