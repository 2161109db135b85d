using System.Globalization;

namespace Redoubt.Waf;

/// <summary>Undoes the escapes of a JSON string; <c>\uXXXX</c> becomes its UTF-8 bytes, unknown escapes the character itself.</summary>
static class JsonText
{
    /// <param name="output">At least as long as <paramref name="raw"/>; no escape grows.</param>
    public static int Unescape(ReadOnlySpan<char> raw, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                output[length++] = raw[i];
                continue;
            }
            var c = raw[++i];
            if (c == 'u' && TryUnit(raw, i + 1, out var unit))
            {
                i += 4;
                if (char.IsHighSurrogate((char)unit) && i + 2 < raw.Length && raw[i + 1] == '\\' && raw[i + 2] == 'u'
                    && TryUnit(raw, i + 3, out var low) && char.IsLowSurrogate((char)low))
                {
                    unit = char.ConvertToUtf32((char)unit, (char)low);
                    i += 6;
                }
                length += Utf8.Write(unit, output[length..]);
                continue;
            }
            output[length++] = c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c };
        }
        return length;
    }

    static bool TryUnit(ReadOnlySpan<char> raw, int at, out int unit)
    {
        unit = 0;
        return at + 4 <= raw.Length && int.TryParse(raw.Slice(at, 4), NumberStyles.AllowHexSpecifier, null, out unit);
    }
}
