namespace Redoubt.Waf;

/// <summary>Addresses that are script.</summary>
static class Schemes
{
    const int Enough = 48;

    static readonly string[] Script = ["javascript:", "javascript#", "vbscript:", "livescript:", "mocha:", "jscript:", "view-source:javascript:", "feed:javascript:", "jar:http", "x-javascript:"];
    static readonly string[] Data = ["data:text/", "data:application/", "data:image/svg", "data:,", "data:;", "data:x", "data:0"];

    // What links without a target say.
    static readonly string[] Harmless = ["javascript:", "javascript:;", "javascript:void(0)", "javascript:void(0);", "javascript:void0", "javascript://", "javascript:history.back()", "javascript:history.go(-1)"];

    public static bool IsScript(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[Enough];
        var beginning = HtmlText.Beginning(value, buffer, out _);
        return StartsWithAny(beginning, Script) || StartsWithAny(beginning, Data);
    }

    /// <summary>The same for text that stands alone, where a link without a target proves nothing.</summary>
    public static bool IsScriptAlone(ReadOnlySpan<char> text)
    {
        if (!MayBegin(text)) return false;
        Span<char> buffer = stackalloc char[Enough];
        var beginning = HtmlText.Beginning(text, buffer, out _);
        if (StartsWithAny(beginning, ["data:text/html", "data:image/svg+xml", "data:text/xml", "data:application/xhtml", "data:application/xml"])) return true;
        if (!StartsWithAny(beginning, Script)) return false;
        foreach (var harmless in Harmless)
            if (beginning.SequenceEqual(harmless)) return false;
        // A headline about the language has no call, access or assignment in it.
        return text.ContainsAny("(`=[");
    }

    // The first character that is not dropped: of a scheme, or of a reference to one.
    static bool MayBegin(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c > ' ' && c != '\x7F') return Ascii.Lower(c) is 'j' or 'v' or 'l' or 'm' or 'f' or 'x' or 'd' or '&';
        return false;
    }

    static bool StartsWithAny(ReadOnlySpan<char> text, ReadOnlySpan<string> schemes)
    {
        foreach (var scheme in schemes)
            if (text.StartsWith(scheme, StringComparison.Ordinal)) return true;
        return false;
    }
}
