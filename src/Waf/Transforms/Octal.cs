namespace Redoubt.Waf;

static class Octal
{
    /// <summary>Reads up to <paramref name="most"/> octal digits; leaves <paramref name="at"/> on the last one.</summary>
    public static int Read(ReadOnlySpan<char> text, ref int at, int most)
    {
        var value = text[at] - '0';
        for (var digits = 1; digits < most && at + 1 < text.Length && text[at + 1] is >= '0' and <= '7'; digits++)
            value = value << 3 | (text[++at] - '0');
        return value;
    }
}
