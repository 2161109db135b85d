namespace Redoubt.Waf;

/// <summary>
/// A path as the most lenient reader understands it: percent escapes decoded as often as they are nested, overlong and broken ones
/// too, every separator a slash, control characters dropped, in lower case.
/// </summary>
static class PathText
{
    const int MaxNesting = 4;

    /// <param name="output">At least as long as the text; what was written is its beginning.</param>
    public static ReadOnlySpan<char> Read(ReadOnlySpan<char> text, Span<char> output)
    {
        text.CopyTo(output);
        var length = text.Length;
        // Every round only shortens, so the number of rounds bounds the work.
        for (var round = 0; round < MaxNesting; round++)
        {
            var shorter = Decode(output[..length]);
            if (shorter == length) break;
            length = shorter;
        }
        var plain = 0;
        for (var i = 0; i < length; i++)
        {
            var c = output[i];
            if (Overlong(output[i..length]) is > 0 and var read)
            {
                output[plain++] = IsSlash(output[i..(i + read)]) ? '/' : '.';
                i += read - 1;
            }
            else if (c == '\\') output[plain++] = '/';
            else if (c > '\x1F' && c != '\x7F') output[plain++] = Ascii.Lower(c);
        }
        return output[..plain];
    }

    // How many bytes write one ASCII character that needs one; 0 where nothing does. Decoders that do not check take any last byte.
    static int Overlong(ReadOnlySpan<char> text)
    {
        var zeros = text[0] switch { '\xC0' or '\xC1' => 0, '\xE0' => 1, '\xF0' => 2, '\xF8' => 3, '\xFC' => 4, _ => -1 };
        if (zeros < 0 || text.Length < zeros + 2) return 0;
        return zeros == 0 || text.Slice(1, zeros).IndexOfAnyExcept('\x80') < 0 ? zeros + 2 : 0;
    }

    // All but a separator passes for a dot: nothing else is written like this for a purpose.
    static bool IsSlash(ReadOnlySpan<char> bytes)
    {
        var last = bytes[^1];
        return last is '/' or '\\' or '\xAF' || ((bytes[0] == '\xC1' ? 0x40 : 0) | last & 0x3F) is '/' or '\\';
    }

    static int Decode(Span<char> text)
    {
        var escape = text.IndexOfAny('%', '0');
        if (escape < 0) return text.Length;
        var length = escape;
        for (var i = escape; i < text.Length;)
        {
            var (value, read) = text[i] switch
            {
                '%' => Percent(text[i..]),
                '0' => Hexadecimal(text[i..]),
                _ => (-1, 1),
            };
            text[length++] = value < 0 ? text[i] : (char)value;
            i += value < 0 ? 1 : read;
        }
        return length;
    }

    static (int Value, int Read) Percent(ReadOnlySpan<char> text)
    {
        if (text.Length >= 6 && text[1] is 'u' or 'U')
        {
            var high = Digits(text[2], text[3]);
            var low = Digits(text[4], text[5]);
            if (high >= 0 && low >= 0) return (Narrow(high << 8 | low), 6);
        }
        return text.Length >= 3 && Digits(text[1], text[2]) is >= 0 and var value ? (value & 0xFF, 3) : (-1, 1);
    }

    // `0x2f` as some write a separator or a dot; no other number is meant as one.
    static (int Value, int Read) Hexadecimal(ReadOnlySpan<char> text)
    {
        if (text.Length < 4 || text[1] is not ('x' or 'X')) return (-1, 1);
        var value = Digits(text[2], text[3]);
        return value is '/' or '\\' or '.' ? (value, 4) : (-1, 1);
    }

    // Decoders that do not check take any letter for a digit beyond nine.
    static int Digits(char high, char low) => Digit(high) is >= 0 and var h && Digit(low) is >= 0 and var l ? h * 16 + l : -1;

    static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? Ascii.Lower(c) - 'a' + 10 : -1;

    // Look-alikes of slash, backslash and dot in Unicode.
    static int Narrow(int character) => character switch
    {
        0x2215 or 0x2044 or 0xFF0F or 0x29F8 or 0xEFC8 => '/',
        0x2216 or 0xFF3C or 0x29F5 or 0xF025 => '\\',
        0x2024 or 0xFF0E or 0xFE52 => '.',
        _ => character & 0xFF,
    };
}
