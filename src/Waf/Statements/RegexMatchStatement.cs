namespace Redoubt.Waf;

/// <summary>Looks for a match of one regular expression.</summary>
sealed class RegexMatchStatement(FieldTarget target, BytePattern pattern) : FieldStatement(target)
{
    protected override string Kind => "RegexMatch";

    protected override Outcome Match(in Component part, out int start, out int length) => pattern.Match(part.Text.Span, out start, out length);
}
