using System.Buffers;

namespace Redoubt.Waf;

/// <summary>ASCII in two to six bytes of UTF-8, plain or percent-encoded.</summary>
static class OverlongUtf8
{
    static readonly SearchValues<char> Leads = SearchValues.Create("%\xC0\xC1\xE0\xF0\xF8\xFC");

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Leads) is >= 0 and var at)
        {
            text = text[at..];
            var first = Unit(text, out var length);
            if (first is >= 0xC0 and <= 0xFC && IsOverlong(first, text[length..])) return true;
            text = text[length..];
        }
        return false;
    }

    static bool IsOverlong(int lead, ReadOnlySpan<char> text)
    {
        var following = lead switch { 0xC0 or 0xC1 => 1, 0xE0 => 2, 0xF0 => 3, 0xF8 => 4, 0xFC => 5, _ => 0 };
        if (following == 0) return false;
        for (var i = 1; i <= following; i++)
        {
            var unit = Unit(text, out var length);
            text = text[length..];
            // ASCII leaves nothing for all bytes but the last two.
            var most = i == following ? 0xBF : i == following - 1 ? 0x81 : 0x80;
            if (unit < 0x80 || unit > most) return false;
        }
        return true;
    }

    static int Unit(ReadOnlySpan<char> text, out int length)
    {
        length = text.IsEmpty ? 0 : 1;
        if (text.IsEmpty) return -1;
        if (text[0] != '%') return text[0];
        if (Ascii.HexByte(text, 1) is not (>= 0 and var value)) return -1;
        length = 3;
        return value;
    }
}
