namespace Redoubt.Waf;

/// <summary>Looks for cross-site scripting.</summary>
sealed class XssMatchStatement(FieldTarget target) : FieldStatement(target)
{
    protected override string Kind => "XssMatch";

    protected override Outcome Match(in Component part, out int start, out int length) =>
        CrossSiteScripting.IsIn(part.Text.Span, out start, out length) ? Outcome.Match : Outcome.NoMatch;

    protected override void Note(Evaluation evaluation, FieldTarget target, in Component part) =>
        evaluation.Details.Add(new MatchDetail("XSS", null, target.Location, part.Name.IsEmpty ? null : part.Name.ToString()));
}
