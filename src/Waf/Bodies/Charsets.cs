using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Character sets, as far as inspection must know them: whether a byte below 0x80 is the ASCII character it looks like.</summary>
static class Charsets
{
    static readonly string[] Families = ["iso-8859-", "iso8859-", "windows-125", "cp125", "latin"];
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789-");
    static readonly string[] Names = ["utf-8", "utf8", "us-ascii", "ascii"];

    // "<?xm" in EBCDIC, all of whose variants agree on these letters.
    const string Ebcdic = "\x4C\x6F\xA7\x94";

    public static bool IsReadable(ReadOnlySpan<char> name)
    {
        name = name.Trim(" \t\"'");
        foreach (var readable in Names)
            if (Ascii.EqualsIgnoreCase(name, readable)) return true;
        foreach (var family in Families)
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase)) return !name[family.Length..].ContainsAnyExcept(Digits);
        return false;
    }

    /// <summary>Whether a text begins as only one in another character set does: a mark of UTF-16, 32 or 7, NUL bytes, EBCDIC's XML.</summary>
    public static bool BeginsUnreadably(ReadOnlySpan<char> text) =>
        text.StartsWith("\xFF\xFE") || text.StartsWith("\xFE\xFF") || text.StartsWith(Ebcdic)
        || text.StartsWith("+/v8") || text.StartsWith("+/v9") || text.StartsWith("+/v+") || text.StartsWith("+/v/")
        || text[..Math.Min(4, text.Length)].Contains('\0');

    /// <summary>The encoding an XML declaration names; empty for none.</summary>
    public static ReadOnlySpan<char> OfXml(ReadOnlySpan<char> text)
    {
        text = Bom.Skip(text).TrimStart(" \t\r\n");
        if (!text.StartsWith("<?xml")) return default;
        var end = text.IndexOf("?>");
        var declaration = end < 0 ? text : text[..end];
        var at = declaration.IndexOf("encoding");
        if (at < 0) return default;
        var value = declaration[(at + "encoding".Length)..].TrimStart(" \t\r\n");
        if (value.IsEmpty || value[0] != '=') return default;
        value = value[1..].TrimStart(" \t\r\n");
        if (value.IsEmpty || value[0] is not ('"' or '\'')) return default;
        var close = value[1..].IndexOf(value[0]);
        return close < 0 ? value[1..] : value.Slice(1, close);
    }
}

/// <summary>UTF-8's byte order mark, which servers skip.</summary>
static class Bom
{
    const string Mark = "\u00EF\u00BB\u00BF";

    public static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text) => text.StartsWith(Mark) ? text[Mark.Length..] : text;

    public static ReadOnlyMemory<char> Skip(ReadOnlyMemory<char> text) => text.Span.StartsWith(Mark) ? text[Mark.Length..] : text;
}
