namespace Redoubt.Waf;

/// <summary>
/// Decodes <c>&amp;quot; &amp;amp; &amp;lt; &amp;gt; &amp;nbsp;</c> and numeric character references, with or without the semicolon.
/// A number beyond 255 becomes the UTF-8 bytes of its character.
/// </summary>
sealed class HtmlEntityDecode : Transform
{
    static readonly (string Name, char Value)[] Named = [("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("nbsp", '\u00A0')];

    public override string Name => "HTML_ENTITY_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('&');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var consumed = text[i] == '&' ? Reference(text[i..], output[length..], out var written) : Plain(text[i], output[length..], out written);
            i += consumed;
            length += written;
        }
        return length;
    }

    static int Plain(char c, Span<char> output, out int written)
    {
        output[0] = c;
        written = 1;
        return 1;
    }

    static int Reference(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        if (text.Length > 2 && text[1] == '#') return Number(text, output, out written);
        var end = 1;
        while (end < text.Length && end <= 4 && char.IsAsciiLetterOrDigit(text[end])) end++;
        foreach (var (name, value) in Named)
        {
            if (!Ascii.EqualsIgnoreCase(text[1..end], name)) continue;
            Plain(value, output, out written);
            return end < text.Length && text[end] == ';' ? end + 1 : end;
        }
        return Plain('&', output, out written);
    }

    static int Number(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        var hexadecimal = text[2] is 'x' or 'X';
        var start = hexadecimal ? 3 : 2;
        var end = start;
        var point = 0L;
        for (; end < text.Length; end++)
        {
            var digit = hexadecimal ? Ascii.Hex(text[end]) : char.IsAsciiDigit(text[end]) ? text[end] - '0' : -1;
            if (digit < 0) break;
            point = Math.Min(point * (hexadecimal ? 16 : 10) + digit, 0x110000);
        }
        if (end == start) return Plain('&', output, out written);
        if (end < text.Length && text[end] == ';') end++;
        if (point < 0x100) return Plain((char)point, output, out written) - 1 + end;
        // What is no character at all reads as U+FFFD in browsers.
        written = Utf8.Write(point > 0x10FFFF ? 0xFFFD : (int)point, output);
        return end;
    }
}
