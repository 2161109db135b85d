namespace Redoubt.Waf;

/// <summary>Asks whether the connection's address lies in a set.</summary>
sealed class IpSetStatement(IpSet set) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var address = evaluation.Request.ClientAddress;
        var outcome = set.Contains(address) ? Outcome.Match : Outcome.NoMatch;
        if (evaluation.Explaining is not null)
        {
            var text = address.ToString();
            evaluation.Explaining.Add(new Look("IpSet", "CLIENT_IP", null, text, outcome == Outcome.Match ? text : null));
        }
        return outcome;
    }
}
