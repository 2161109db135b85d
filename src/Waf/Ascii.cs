using System.Buffers;

namespace Redoubt.Waf;

/// <summary>ASCII facts about single bytes; what lies beyond is never a letter.</summary>
static class Ascii
{
    public static readonly SearchValues<char> White = SearchValues.Create(" \t\n\v\f\r");

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    public static bool IsWhite(char c) => c is ' ' or (>= '\t' and <= '\r');

    public static char Lower(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;

    /// <summary>The value of a hexadecimal digit; -1 for anything else.</summary>
    public static int Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>The byte two digits write; -1 where there are no two digits.</summary>
    public static int HexByte(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length) return -1;
        var high = Hex(text[at]);
        var low = Hex(text[at + 1]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    public static bool EqualsIgnoreCase(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => System.Text.Ascii.EqualsIgnoreCase(left, right);
}
