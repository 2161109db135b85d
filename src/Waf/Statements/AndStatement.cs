namespace Redoubt.Waf;

/// <summary>Every statement holds. One that does not hold outweighs one that could not be decided.</summary>
sealed class AndStatement(Statement[] statements) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var mark = evaluation.Details.Count;
        var all = Outcome.Match;
        foreach (var statement in statements)
        {
            var outcome = statement.Evaluate(evaluation);
            if (outcome == Outcome.Error) all = Outcome.Error;
            if (outcome != Outcome.NoMatch) continue;
            evaluation.Rewind(mark);
            return Outcome.NoMatch;
        }
        return all;
    }
}
