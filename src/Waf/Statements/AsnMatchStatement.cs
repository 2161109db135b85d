using System.Collections.Frozen;
using System.Globalization;

namespace Redoubt.Waf;

/// <summary>
/// Asks for the autonomous system of an address. One whose system is not known has number 0, as with AWS; where nothing is known
/// about any, nothing matches.
/// </summary>
sealed class AsnMatchStatement(FrozenSet<uint> asns, ForwardedIpDefinition? forwarded, Networks networks) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        if (ClientAddress.Read(evaluation.Request, forwarded, out var address) is { } concluded) return concluded;
        var asn = networks.Asn(address);
        var outcome = networks.KnowsAsns && asns.Contains(asn) ? Outcome.Match : Outcome.NoMatch;
        if (evaluation.Explaining is not null)
        {
            var text = asn.ToString(CultureInfo.InvariantCulture);
            evaluation.Explaining.Add(new Look("AsnMatch", "ASN", null, text, outcome == Outcome.Match ? text : null));
        }
        return outcome;
    }
}
