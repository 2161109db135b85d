namespace Redoubt.Waf;

/// <summary>Looks for SQL injection.</summary>
sealed class SqliMatchStatement(FieldTarget target, SensitivityLevel sensitivity) : FieldStatement(target)
{
    protected override string Kind => "SqliMatch";

    protected override Outcome Match(in Component part, out int start, out int length) =>
        SqlInjection.IsIn(part.Text.Span, sensitivity, out start, out length) ? Outcome.Match : Outcome.NoMatch;

    protected override void Note(Evaluation evaluation, FieldTarget target, in Component part) =>
        evaluation.Details.Add(new MatchDetail("SQL_INJECTION", sensitivity, target.Location, part.Name.IsEmpty ? null : part.Name.ToString()));
}
