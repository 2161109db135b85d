namespace Redoubt.Waf;

/// <summary>Code points in escapes that yield one byte: the low byte, and ASCII for its full-width twins U+FF01 to U+FF5E.</summary>
static class Wide
{
    /// <param name="digits">One to six hexadecimal digits.</param>
    public static char Low(ReadOnlySpan<char> digits)
    {
        var point = 0;
        foreach (var digit in digits) point = point << 4 | Ascii.Hex(digit);
        return Low(point);
    }

    public static char Low(int point) => (char)(point is >= 0xFF01 and <= 0xFF5E ? point - 0xFF01 + '!' : point & 0xFF);

    /// <summary>The number four hexadecimal digits write; -1 where there are no four digits.</summary>
    public static int Four(ReadOnlySpan<char> text, int at)
    {
        var high = Ascii.HexByte(text, at);
        var low = Ascii.HexByte(text, at + 2);
        return high < 0 || low < 0 ? -1 : high << 8 | low;
    }
}
