using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Looks at every angle bracket for an element and at every equals sign for an attribute. An attribute counts behind a tag's
/// beginning, and behind a quote, white space or slash too: the text may stand inside a tag already.
/// </summary>
ref struct MarkupScan(ReadOnlySpan<char> text)
{
    static readonly SearchValues<char> Openings = SearchValues.Create("<=\u00BC\u00C0\u00EF");

    // What a handler without any of these could hardly do.
    static readonly SearchValues<char> Scripted = SearchValues.Create("(`&=.\\\0");

    static readonly SearchValues<char> TagSigns = SearchValues.Create(">=/<\u00BE");

    readonly ReadOnlySpan<char> text = text;
    readonly int firstQuote = text.IndexOfAny('"', '\'', '`') is >= 0 and var quote ? quote : int.MaxValue;
    int firstTag = int.MaxValue;
    int styledUntil;
    bool noParenthesis;
    bool noBracket;
    bool noTag;

    /// <summary>Where something was found; -1 for nothing.</summary>
    public int Found { get; private set; } = -1;

    public int Steps { get; private set; }

    public bool Run()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Openings);
            if (next < 0) return false;
            at += next;
            Steps++;
            var found = text[at] == '=' ? IsAttribute(at) : IsBracket(at, out var inside) && IsTag(at, inside);
            if (!found) continue;
            Found = at;
            return true;
        }
        return false;
    }

    // Also the full-width bracket, an overlong one, and the one of seven-bit ASCII.
    readonly bool IsBracket(int at, out int inside)
    {
        inside = at + 1;
        if (text[at] == '<') return true;
        var rest = text[at..];
        if (rest.StartsWith("\u00EF\u00BC\u009C")) inside = at + 3;
        else if (rest.StartsWith("\u00C0\u00BC")) inside = at + 2;
        else return rest[0] == '\xBC' && rest.Length > 7 && Ascii.EqualsIgnoreCase(rest.Slice(1, 6), "script");
        return true;
    }

    bool IsTag(int bracket, int at)
    {
        while (at < text.Length && text[at] == '\0') at++;
        if (at == text.Length) return false;
        var closing = text[at] == '/';
        if (closing) at++;
        if (at < text.Length && text[at] is '!' or '?') return IsDeclaration(at);
        Span<char> buffer = stackalloc char[HtmlNames.Longest];
        var name = HtmlText.Name(text, at, buffer);
        if (name.IsEmpty || !char.IsAsciiLetter(name[0]) && name[0] != ':') return false;
        firstTag = Math.Min(firstTag, bracket);
        return HtmlNames.IsElement(name) && (closing || IsTagAhead(text[at..]));
    }

    bool IsDeclaration(int at)
    {
        var rest = text[(at + 1)..];
        return text[at] == '?'
            ? StartsWith(rest, "import") || StartsWith(rest, "xml-stylesheet") || StartsWith(rest, "php") && IsAhead('(', rest, ref noParenthesis)
            : StartsWith(rest, "entity") || StartsWith(rest, "attlist") || StartsWith(rest, "--[if") || StartsWith(rest, "doctype") && IsAhead('[', rest, ref noBracket);
    }

    // What is not ahead of one place is not ahead of any later one: a sign is looked for in vain once.
    bool IsAhead(char sign, ReadOnlySpan<char> rest, ref bool absent)
    {
        if (absent) return false;
        Steps += rest.Length;
        absent = !rest.Contains(sign);
        return !absent;
    }

    // `binary<script is wrong`: nothing that ends or fills a tag.
    bool IsTagAhead(ReadOnlySpan<char> rest)
    {
        if (noTag) return false;
        var end = rest.IndexOfAny(TagSigns);
        noTag = end < 0;
        Steps += noTag ? rest.Length : 1;
        return !noTag;
    }

    static bool StartsWith(ReadOnlySpan<char> text, string start) => text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    bool IsAttribute(int equals)
    {
        var end = equals;
        while (end > 0 && (text[end - 1] <= ' ' || text[end - 1] == '\xA0')) end--;
        var start = end;
        while (start > 0 && end - start < HtmlNames.Longest && IsNamePart(text[start - 1])) start--;
        Steps += equals - start;
        if (end - start < 2) return false;
        Span<char> buffer = stackalloc char[HtmlNames.Longest];
        var name = HtmlText.Name(text[..end], start, buffer);
        var inTag = firstTag < start;
        var before = start == 0 ? '\0' : text[start - 1];
        var parted = start > 0 && (before <= ' ' || before is '"' or '\'' or '`' or '/' or ';' or ',' || before >= 0x80) || before == '<';
        var value = text[(equals + 1)..];
        if (HtmlNames.IsEvent(name)) return (parted || inTag && !char.IsAsciiLetterOrDigit(before) && before is not ('&' or '?') || start == 0) && IsHandler(value, inTag, start == 0 || before <= ' ');
        if (name is "style") return (parted || inTag || start == 0) && IsStyle(equals + 1);
        if (!inTag && before is not ('"' or '\'' or '`') && !(before <= ' ' && firstQuote < start)) return false;
        if (HtmlNames.IsScript(name)) return inTag;
        return HtmlNames.IsAddress(name) && Schemes.IsScript(Unquoted(value));
    }

    static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '_' or '\0';

    // An event's value is script; outside any tag and without a quote before it, it must look like some.
    static bool IsHandler(ReadOnlySpan<char> value, bool inTag, bool alone)
    {
        var trimmed = Unquoted(value);
        if (trimmed.IsEmpty) return false;
        return inTag || !alone || trimmed[..Math.Min(trimmed.Length, 256)].ContainsAny(Scripted);
    }

    static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value)
    {
        var start = 0;
        while (start < value.Length && (value[start] <= ' ' || value[start] is '"' or '\'' or '`')) start++;
        return value[start..];
    }

    bool IsStyle(int at)
    {
        // A value within the first half of the last one looked at has been looked at with it: many of them stay linear.
        if (at < styledUntil) return false;
        Span<char> buffer = stackalloc char[1024];
        var css = StyleText.Squeeze(text[at..], buffer, out var read);
        styledUntil = at + read / 2;
        Steps += read;
        foreach (var sign in (ReadOnlySpan<string>)["expression(", "javascript:", "vbscript:", "binding:url(", "behavior:", "behaviour:", "@import", "url(data:", "-o-link"])
            if (css.IndexOf(sign) >= 0) return true;
        return false;
    }
}
