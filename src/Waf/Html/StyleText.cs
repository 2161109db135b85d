namespace Redoubt.Waf;

/// <summary>Style sheet text as old browsers understood it: references and escapes resolved, comments, white space and NULs dropped.</summary>
static class StyleText
{
    /// <param name="read">How much of the value was looked at: what fills the buffer.</param>
    public static ReadOnlySpan<char> Squeeze(ReadOnlySpan<char> value, Span<char> buffer, out int read)
    {
        var plain = HtmlText.Beginning(value, buffer, out read);
        var length = 0;
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] == '/' && i + 1 < plain.Length && plain[i + 1] == '*')
            {
                var end = plain[(i + 2)..].IndexOf("*/");
                i = end < 0 ? plain.Length : i + end + 3;
                continue;
            }
            if (plain[i] != '\\')
            {
                buffer[length++] = plain[i];
                continue;
            }
            var digits = 0;
            while (digits < 6 && i + 1 + digits < plain.Length && Ascii.Hex(plain[i + 1 + digits]) >= 0) digits++;
            if (digits == 0) continue;
            buffer[length++] = Ascii.Lower(Wide.Low(plain.Slice(i + 1, digits)));
            i += digits;
        }
        return buffer[..length];
    }
}
