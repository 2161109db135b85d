namespace Redoubt.Waf;

/// <summary>Looks with a detector.</summary>
sealed class DetectionStatement(FieldTarget target, Detector detector) : FieldStatement(target)
{
    protected override string Kind => detector.Condition;

    protected override Outcome Match(in Component part, out int start, out int length) =>
        detector.Detect(part.Text.Span, out start, out length) ? Outcome.Match : Outcome.NoMatch;

    protected override void Note(Evaluation evaluation, FieldTarget target, in Component part) =>
        evaluation.Details.Add(new MatchDetail(detector.Condition, null, target.Location, part.Name.IsEmpty ? null : part.Name.ToString()));
}
