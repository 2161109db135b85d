namespace Redoubt.Waf;

/// <summary>
/// Undoes CSS 2 escapes: a backslash and up to six hexadecimal digits (of which the last two count) with one white space after
/// them, a backslash and any other character, a backslash and a line end.
/// </summary>
sealed class CssDecode : Transform
{
    public override string Name => "CSS_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('\\');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                output[length++] = text[i];
                continue;
            }
            if (++i == text.Length) break;
            var digits = 0;
            while (digits < 6 && i + digits < text.Length && Ascii.Hex(text[i + digits]) >= 0) digits++;
            if (digits > 0)
            {
                output[length++] = Wide.Low(text.Slice(i, digits));
                i += digits - 1;
                if (i + 1 < text.Length && Ascii.IsWhite(text[i + 1])) i++;
            }
            else if (text[i] == '\0')
            {
                // Reads as the escape of code point 0, so it takes a white space with it too.
                output[length++] = '\0';
                if (i + 1 < text.Length && Ascii.IsWhite(text[i + 1])) i++;
            }
            else if (text[i] != '\n') output[length++] = text[i];
        }
        return length;
    }
}
