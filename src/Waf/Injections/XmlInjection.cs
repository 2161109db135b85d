namespace Redoubt.Waf;

/// <summary>Finds what makes an XML reader fetch or run something: document types with entities, inclusions, schema locations, style sheets.</summary>
static class XmlInjection
{
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('<');
            if (next < 0) break;
            at += next;
            var tag = text[(at + 1)..];
            if (Starts(tag, "!entity") || Starts(tag, "?xml-stylesheet") || Starts(tag, "xi:include") || Starts(tag, "xs:include") || Starts(tag, "xs:import") || Starts(tag, "xsl:") || Starts(tag, "!doctype") && FetchesMore(tag["!doctype".Length..])) return true;
        }
        return text.Contains("http://www.w3.org/2001/XInclude", StringComparison.OrdinalIgnoreCase) || Locates(text);
    }

    // Not that of a page: `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/…">`.
    static bool FetchesMore(ReadOnlySpan<char> type)
    {
        type = type[..Math.Min(type.Length, 512)];
        var end = type.IndexOfAny('>', '[');
        if (end >= 0 && type[end] == '[') return true;
        if (end >= 0) type = type[..end];
        if (Starts(type.TrimStart(), "html")) return false;
        return type.Contains("system", StringComparison.OrdinalIgnoreCase) || type.Contains("public", StringComparison.OrdinalIgnoreCase);
    }

    // A schema from elsewhere than those who define the language.
    static bool Locates(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf("schemaLocation", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || text.IndexOf('<') < 0) return false;
        var value = text[(at + "schemaLocation".Length)..];
        value = value[..Math.Min(value.Length, 512)];
        var open = value.IndexOfAny('"', '\'');
        if (open < 0) return false;
        var close = value[(open + 1)..].IndexOfAny('"', '\'');
        // Pairs of a namespace and a place; one alone is nothing but the place.
        var places = close < 0 ? value[(open + 1)..] : value.Slice(open + 1, close);
        return places.Contains("://", StringComparison.Ordinal) && !places.Trim().Contains(' ');
    }

    static bool Starts(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
