namespace Redoubt.Waf;

/// <summary>Looks for a match of one regular expression.</summary>
/// <param name="gate">Null where the pattern must see every text.</param>
sealed class RegexMatchStatement(FieldTarget target, BytePattern pattern, LiteralGate? gate, string kind = "RegexMatch") : FieldStatement(target)
{
    protected override string Kind => kind;

    protected override bool MayMatch(Evaluation evaluation) => gate is null || gate.IsOpen(evaluation);

    protected override Outcome Match(in Component part, out int start, out int length) => pattern.Match(part.Text.Span, out start, out length);
}
