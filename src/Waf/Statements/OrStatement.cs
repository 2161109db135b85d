namespace Redoubt.Waf;

/// <summary>Any statement holds. One that holds outweighs one that could not be decided.</summary>
sealed class OrStatement(Statement[] statements) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var any = Outcome.NoMatch;
        foreach (var statement in statements)
        {
            var outcome = statement.Evaluate(evaluation);
            if (outcome == Outcome.Match) return Outcome.Match;
            if (outcome == Outcome.Error) any = Outcome.Error;
        }
        return any;
    }
}
