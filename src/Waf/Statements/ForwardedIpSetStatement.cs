namespace Redoubt.Waf;

/// <summary>
/// Asks whether an address that a header carries lies in a set. Several lines of the header read as one, as proxies join them.
/// A request without the header does not match, whatever the fallback.
/// </summary>
sealed class ForwardedIpSetStatement(IpSet set, ForwardedIpDefinition forwarded) : Statement
{
    const int MostAddresses = 10;

    public override Outcome Evaluate(Evaluation evaluation)
    {
        var request = evaluation.Request;
        var present = false;
        var looked = 0;
        var valid = 0;
        var matched = false;
        var fromEnd = forwarded.Position != ForwardedIpPosition.First;
        var most = forwarded.Position == ForwardedIpPosition.Any ? MostAddresses : 1;
        for (var n = 0; n < request.HeaderCount; n++)
        {
            var i = fromEnd ? request.HeaderCount - 1 - n : n;
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), forwarded.Header)) continue;
            present = true;
            var rest = request.HeaderValue(i).AsSpan();
            for (var more = true; more && looked < most; looked++)
            {
                var entry = Take(ref rest, fromEnd, out more);
                if (!AddressKey.TryParse(entry, out var address)) continue;
                valid++;
                matched |= set.Contains(address);
            }
        }
        var outcome = Conclude(present, valid > 0, matched);
        evaluation.Explaining?.Add(new Look("IpSet", "HEADER", forwarded.Header, $"{valid} of {looked} addresses read", outcome == Outcome.Match ? "" : null));
        return outcome;
    }

    Outcome Conclude(bool present, bool valid, bool matched)
    {
        if (!present) return Outcome.NoMatch;
        if (!valid) return forwarded.Fallback == Fallback.Match ? Outcome.Match : Outcome.NoMatch;
        return matched ? Outcome.Match : Outcome.NoMatch;
    }

    static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, bool fromEnd, out bool more)
    {
        var comma = fromEnd ? rest.LastIndexOf(',') : rest.IndexOf(',');
        more = comma >= 0;
        var entry = !more ? rest : fromEnd ? rest[(comma + 1)..] : rest[..comma];
        rest = !more ? default : fromEnd ? rest[..comma] : rest[(comma + 1)..];
        return entry.Trim();
    }
}
