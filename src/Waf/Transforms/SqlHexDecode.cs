namespace Redoubt.Waf;

/// <summary>Decodes SQL's hexadecimal literals: <c>0x414243</c> becomes <c>ABC</c>; a single last digit stays.</summary>
sealed class SqlHexDecode : Transform
{
    public override string Name => "SQL_HEX_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.IndexOf("0x", StringComparison.OrdinalIgnoreCase) >= 0;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '0' || i + 1 == text.Length || text[i + 1] is not ('x' or 'X') || Ascii.HexByte(text, i + 2) < 0)
            {
                output[length++] = text[i];
                continue;
            }
            i += 2;
            for (; Ascii.HexByte(text, i) is >= 0 and var value; i += 2) output[length++] = (char)value;
            i--;
        }
        return length;
    }
}
