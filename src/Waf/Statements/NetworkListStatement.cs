namespace Redoubt.Waf;

/// <summary>Asks whether the client's address is on a list of networks as it is now.</summary>
sealed class NetworkListStatement(NetworkLists lists, string name) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var address = evaluation.Request.ClientAddress;
        var found = lists.Contains(name, address);
        if (evaluation.Explaining is not null)
        {
            var text = address.ToString();
            evaluation.Explaining.Add(new Look($"NetworkList {name}", "CLIENT_IP", null, text, found ? text : null));
        }
        return found ? Outcome.Match : Outcome.NoMatch;
    }
}
