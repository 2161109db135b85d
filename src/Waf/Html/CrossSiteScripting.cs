namespace Redoubt.Waf;

/// <summary>
/// Finds script in text that lands in a page: elements and attributes that run it, addresses that are it, and expressions that
/// leave a string of script or of a template. Browsers disagree on where tags and values end, so nothing here depends on that.
/// </summary>
static class CrossSiteScripting
{
    /// <param name="start">Where it was found.</param>
    public static bool IsIn(ReadOnlySpan<char> text, out int start, out int length) => Inspect(text, out start, out length, out _);

    /// <param name="steps">Places looked at closely: what a test of linearity counts.</param>
    public static bool Inspect(ReadOnlySpan<char> text, out int start, out int length, out int steps)
    {
        length = 0;
        steps = 0;
        if (Schemes.IsScriptAlone(text))
        {
            start = 0;
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
}
