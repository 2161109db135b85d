using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Finds script in text that lands in a page: elements and attributes that run it, addresses that are it, and expressions that
/// leave a string of script or of a template. Browsers disagree on where tags and values end, so nothing here depends on that.
/// </summary>
static class CrossSiteScripting
{
    // Without any of these there is no tag, attribute, address, call or access.
    static readonly SearchValues<char> Signs = SearchValues.Create("<=(`:&['\"{+\u00BC\u00C0\u00EF");

    /// <param name="start">Where it was found.</param>
    public static bool IsIn(ReadOnlySpan<char> text, out int start, out int length) => Inspect(text, out start, out length, out _);

    /// <param name="steps">Places looked at closely: what a test of linearity counts.</param>
    public static bool Inspect(ReadOnlySpan<char> text, out int start, out int length, out int steps)
    {
        start = 0;
        length = 0;
        steps = 0;
        if (!text.ContainsAny(Signs)) return false;
        if (Schemes.IsScriptAlone(text) || IsSevenBit(text))
        {
            length = text.Length;
            return true;
        }
        var markup = new MarkupScan(text);
        var script = new ScriptScan(text);
        var found = markup.Run() || script.Run();
        steps = markup.Steps + script.Steps;
        start = markup.Found >= 0 ? markup.Found : script.Found;
        if (found) length = text.Length - start;
        else start = 0;
        return found;
    }

    // A tag in UTF-7, which pages without a character set were once taken for.
    static bool IsSevenBit(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf("+ADw-");
        return at >= 0 && at + 5 < text.Length && (char.IsAsciiLetter(text[at + 5]) || text[at + 5] == '/');
    }
}
