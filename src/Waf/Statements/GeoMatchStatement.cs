using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>Asks for the country of an address, and labels the request with it whether it matches or not.</summary>
sealed class GeoMatchStatement(FrozenSet<string> countries, ForwardedIpDefinition? forwarded, Networks networks) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        if (ClientAddress.Read(evaluation.Request, forwarded, out var address) is { } concluded) return concluded;
        var place = networks.Place(address);
        foreach (var label in forwarded is null ? place.ClientLabels : place.ForwardedLabels)
            if (!evaluation.Labels.Contains(label)) evaluation.Labels.Add(label);
        var outcome = countries.Contains(place.Country) ? Outcome.Match : Outcome.NoMatch;
        evaluation.Explaining?.Add(new Look("GeoMatch", "COUNTRY", null, place.Country, outcome == Outcome.Match ? place.Country : null));
        return outcome;
    }
}
