namespace Redoubt.Waf;

/// <summary>
/// Asks for the country of the client's address. Labels every request that it looks at, whether it matches or not:
/// <c>awswaf:clientip:geo:country:CH</c>, or <c>awswaf:forwardedip:geo:country:CH</c> for an address from a header.
/// </summary>
/// <param name="CountryCodes">Two capitals each, ISO 3166-1; <c>XX</c> is an address whose country is not known.</param>
/// <param name="ForwardedIp">Null takes the connection's address; else the first address of a header, whatever the position says.</param>
public sealed record GeoMatchDefinition(IReadOnlyList<string> CountryCodes, ForwardedIpDefinition? ForwardedIp = null) : StatementDefinition;

/// <summary>Asks for the autonomous system that announces the client's address.</summary>
/// <param name="Asns">1 to 100 numbers; 0 is an address whose system is not known.</param>
/// <param name="ForwardedIp">Null takes the connection's address; else the first address of a header, whatever the position says.</param>
public sealed record AsnMatchDefinition(IReadOnlyList<uint> Asns, ForwardedIpDefinition? ForwardedIp = null) : StatementDefinition;
