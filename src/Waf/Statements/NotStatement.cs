namespace Redoubt.Waf;

/// <summary>The statement does not hold. What could not be decided stays undecided.</summary>
sealed class NotStatement(Statement statement) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var mark = evaluation.Details.Count;
        var outcome = statement.Evaluate(evaluation);
        evaluation.Rewind(mark);
        return outcome switch { Outcome.Match => Outcome.NoMatch, Outcome.NoMatch => Outcome.Match, _ => outcome };
    }
}
