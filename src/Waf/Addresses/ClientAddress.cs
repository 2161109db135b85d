namespace Redoubt.Waf;

/// <summary>The address that a statement looks at: the connection's, or the first one of a header.</summary>
static class ClientAddress
{
    /// <returns>Null where there is an address; else the outcome: no match without the header, the fallback where it holds none.</returns>
    public static Outcome? Read(InspectedRequest request, ForwardedIpDefinition? forwarded, out AddressKey address)
    {
        address = default;
        if (forwarded is null)
        {
            address = AddressKey.Of(request.ClientAddress);
            return null;
        }
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), forwarded.Header)) continue;
            var entry = request.HeaderValue(i).AsSpan();
            if (entry.IndexOf(',') is >= 0 and var comma) entry = entry[..comma];
            if (AddressKey.TryParse(entry.Trim(), out address)) return null;
            return forwarded.Fallback == Fallback.Match ? Outcome.Match : Outcome.NoMatch;
        }
        return Outcome.NoMatch;
    }
}
