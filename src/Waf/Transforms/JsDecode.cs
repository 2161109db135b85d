namespace Redoubt.Waf;

/// <summary>
/// Undoes JavaScript escapes: <c>\uHHHH</c> (its low byte), <c>\xHH</c>, up to three octal digits, and the single-letter ones.
/// Of an unknown one the character stays.
/// </summary>
sealed class JsDecode : Transform
{
    public override string Name => "JS_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('\\');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                output[length++] = text[i];
                continue;
            }
            var c = text[++i];
            if (c == 'u' && Wide.Four(text, i + 1) is >= 0 and var point)
            {
                output[length++] = Wide.Low(point);
                i += 4;
            }
            else if (c == 'x' && Ascii.HexByte(text, i + 1) is >= 0 and var value)
            {
                output[length++] = (char)value;
                i += 2;
            }
            else if (c is >= '0' and <= '7')
            {
                // Three digits only as long as they make a byte.
                output[length++] = (char)Octal.Read(text, ref i, c <= '3' ? 3 : 2);
            }
            else output[length++] = EscapeSeqDecode.Simple(c);
        }
        return length;
    }
}
