namespace Redoubt.Waf;

/// <summary>Asks for a label that an earlier rule set.</summary>
/// <param name="key">Fully qualified; a namespace ends with a colon.</param>
sealed class LabelMatchStatement(LabelScope scope, string key) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var outcome = Outcome.NoMatch;
        foreach (var label in evaluation.Labels)
        {
            var matches = scope == LabelScope.Label ? label == key : label.StartsWith(key, StringComparison.Ordinal);
            if (!matches) continue;
            outcome = Outcome.Match;
            break;
        }
        evaluation.Explaining?.Add(new Look("LabelMatch", "LABEL", null, string.Join(' ', evaluation.Labels), outcome == Outcome.Match ? key : null));
        return outcome;
    }
}
