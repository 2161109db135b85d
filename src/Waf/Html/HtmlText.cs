namespace Redoubt.Waf;

/// <summary>Reads what a browser reads: names without the NULs old ones skip, values with their character references resolved.</summary>
static class HtmlText
{
    static readonly (string Name, char Value)[] References =
        [("colon", ':'), ("tab", '\t'), ("newline", '\n'), ("lpar", '('), ("rpar", ')'), ("sol", '/'), ("amp", '&'), ("lt", '<'), ("quot", '"'), ("apos", '\'')];

    /// <summary>The name that begins at a place, in lower case without NULs.</summary>
    /// <param name="buffer">At least <see cref="HtmlNames.Longest"/> long; a longer name is cut.</param>
    public static ReadOnlySpan<char> Name(ReadOnlySpan<char> text, int at, Span<char> buffer)
    {
        var length = 0;
        for (; at < text.Length && length < HtmlNames.Longest; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '_') buffer[length++] = Ascii.Lower(c);
            else if (c == '\u00C4' && at + 1 < text.Length && text[at + 1] is '\u00B0' or '\u00B1' && length > 0)
            {
                // The dotted and the dotless i, which some servers fold to a plain one.
                buffer[length++] = 'i';
                at++;
            }
            else if (c != '\0') break;
        }
        return buffer[..length];
    }

    /// <summary>
    /// The beginning of a value as a scheme is recognised in it: references resolved, white space and control bytes dropped, in lower case.
    /// </summary>
    /// <param name="read">How much of the value the beginning was made of.</param>
    public static ReadOnlySpan<char> Beginning(ReadOnlySpan<char> value, Span<char> buffer, out int read)
    {
        var length = 0;
        for (read = 0; read < value.Length && length < buffer.Length;)
        {
            var c = Character(value, ref read);
            if (c > ' ' && c != '\x7F') buffer[length++] = Ascii.Lower(c);
        }
        return buffer[..length];
    }

    static char Character(ReadOnlySpan<char> text, ref int at)
    {
        var c = text[at++];
        if (c != '&' || at == text.Length) return c;
        var rest = text[at..];
        if (rest[0] == '#') return Number(rest, ref at);
        foreach (var (name, value) in References)
        {
            if (rest.Length < name.Length || (rest[0] | 0x20) != name[0] || !Ascii.EqualsIgnoreCase(rest[..name.Length], name)) continue;
            at += name.Length;
            if (at < text.Length && text[at] == ';') at++;
            return value;
        }
        return c;
    }

    static char Number(ReadOnlySpan<char> rest, ref int at)
    {
        var hexadecimal = rest.Length > 1 && rest[1] is 'x' or 'X';
        var i = hexadecimal ? 2 : 1;
        var start = i;
        var point = 0;
        for (; i < rest.Length; i++)
        {
            var digit = hexadecimal ? Ascii.Hex(rest[i]) : char.IsAsciiDigit(rest[i]) ? rest[i] - '0' : -1;
            if (digit < 0) break;
            point = Math.Min(point * (hexadecimal ? 16 : 10) + digit, 0x110000);
        }
        if (i == start) return '&';
        at += i < rest.Length && rest[i] == ';' ? i + 1 : i;
        return point < 0x100 ? (char)point : '\xFF';
    }
}
