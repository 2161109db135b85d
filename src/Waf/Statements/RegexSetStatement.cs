namespace Redoubt.Waf;

/// <summary>Looks for a match of any pattern of a set.</summary>
sealed class RegexSetStatement(FieldTarget target, RegexSet set) : FieldStatement(target)
{
    protected override string Kind => "RegexPatternSet";

    protected override Outcome Match(in Component part, out int start, out int length)
    {
        var outcome = Outcome.NoMatch;
        foreach (var pattern in set.Patterns)
        {
            var found = pattern.Match(part.Text.Span, out start, out length);
            if (found == Outcome.Match) return Outcome.Match;
            if (found == Outcome.Error) outcome = Outcome.Error;
        }
        start = length = 0;
        return outcome;
    }
}
