namespace Redoubt.Waf;

/// <summary>Looks for bytes in a field. An empty search string is contained in everything.</summary>
sealed class ByteMatchStatement(FieldTarget target, string search, PositionalConstraint position) : FieldStatement(target)
{
    protected override string Kind => "ByteMatch";

    protected override Outcome Match(in Component part, out int start, out int length)
    {
        start = Find(part.Text.Span);
        length = search.Length;
        return start >= 0 ? Outcome.Match : Outcome.NoMatch;
    }

    int Find(ReadOnlySpan<char> text) => position switch
    {
        PositionalConstraint.Exactly => text.SequenceEqual(search) ? 0 : -1,
        PositionalConstraint.StartsWith => text.StartsWith(search, StringComparison.Ordinal) ? 0 : -1,
        PositionalConstraint.EndsWith => text.EndsWith(search, StringComparison.Ordinal) ? text.Length - search.Length : -1,
        PositionalConstraint.Contains => text.IndexOf(search, StringComparison.Ordinal),
        _ => FindWord(text),
    };

    int FindWord(ReadOnlySpan<char> text)
    {
        for (var from = 0; from <= text.Length;)
        {
            var found = text[from..].IndexOf(search, StringComparison.Ordinal);
            if (found < 0) return -1;
            var start = from + found;
            var end = start + search.Length;
            if ((start == 0 || !Ascii.IsWord(text[start - 1])) && (end == text.Length || !Ascii.IsWord(text[end]))) return start;
            from = start + 1;
        }
        return -1;
    }
}
