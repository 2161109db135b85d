namespace Redoubt.Waf;

static class Utf8
{
    /// <summary>Writes a code point, lone surrogates too, as one character per byte.</summary>
    public static int Write(int point, Span<char> output)
    {
        if (point < 0x80)
        {
            output[0] = (char)point;
            return 1;
        }
        var length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        for (var i = length - 1; i > 0; i--, point >>= 6) output[i] = (char)(0x80 | (point & 0x3F));
        output[0] = (char)((0xF00 >> length & 0xFF) | point);
        return length;
    }

    /// <summary>Reads a well-formed sequence of two to four bytes.</summary>
    /// <returns>Its length; 0 where there is none.</returns>
    public static int Read(ReadOnlySpan<char> text, out int point)
    {
        point = 0;
        var lead = text[0];
        var length = lead switch { >= '\xC2' and <= '\xDF' => 2, >= '\xE0' and <= '\xEF' => 3, >= '\xF0' and <= '\xF4' => 4, _ => 0 };
        if (length == 0 || text.Length < length) return 0;
        point = lead & (0xFF >> (length + 1));
        for (var i = 1; i < length; i++)
        {
            if (text[i] is < '\x80' or > '\xBF') return 0;
            point = point << 6 | (text[i] & 0x3F);
        }
        var overlong = length == 3 && point < 0x800 || length == 4 && point < 0x10000;
        return overlong || point > 0x10FFFF || point is >= 0xD800 and <= 0xDFFF ? 0 : length;
    }
}
