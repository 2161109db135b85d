namespace Redoubt.Waf;

/// <summary>Decodes <c>%HH</c> and turns <c>+</c> into a space; a percent sign without two digits stays.</summary>
sealed class UrlDecode : Transform
{
    public static readonly UrlDecode Instance = new();

    public override string Name => "URL_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAny('%', '+');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && Ascii.HexByte(text, i + 1) is >= 0 and var value)
            {
                output[length++] = (char)value;
                i += 2;
            }
            else output[length++] = text[i] == '+' ? ' ' : text[i];
        }
        return length;
    }
}
