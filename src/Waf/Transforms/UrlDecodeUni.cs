namespace Redoubt.Waf;

/// <summary>Like <see cref="UrlDecode"/>, with <c>%uHHHH</c> as Microsoft's servers take it: the low byte, or ASCII for a full-width letter.</summary>
sealed class UrlDecodeUni : Transform
{
    public override string Name => "URL_DECODE_UNI";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAny('%', '+');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '%')
            {
                output[length++] = c == '+' ? ' ' : c;
            }
            else if (i + 1 < text.Length && text[i + 1] is 'u' or 'U' && Wide.Four(text, i + 2) is >= 0 and var point)
            {
                output[length++] = Wide.Low(point);
                i += 5;
            }
            else if (Ascii.HexByte(text, i + 1) is >= 0 and var value)
            {
                output[length++] = (char)value;
                i += 2;
            }
            else output[length++] = c;
        }
        return length;
    }
}
