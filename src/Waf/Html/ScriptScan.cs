using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Looks for script that continues script: a call, an assignment or an access that only attacks make, behind what leaves a string,
/// a template or a statement.
/// </summary>
ref struct ScriptScan(ReadOnlySpan<char> text)
{
    // Called by proofs of concept and by what steals: the name, then an opening parenthesis or backtick.
    static readonly string[] Calls = ["alert", "confirm", "prompt", "eval", "settimeout", "setinterval", "fromcharcode", "execscript", "constructor"];

    static readonly SearchValues<string> Accesses = SearchValues.Create(
        [
            "document.cookie", "document.write", "document.location", "document.domain", "window.location", "document[", "window[", "self[", "top[", "this[",
            "constructor.", "__proto__", "location=", "location.href=", ".innerhtml", "onerror=",
        ],
        StringComparison.OrdinalIgnoreCase);

    readonly ReadOnlySpan<char> text = text;

    /// <summary>Where something was found; -1 for nothing.</summary>
    public int Found { get; private set; } = -1;

    public int Steps { get; private set; }

    public bool Run()
    {
        var broken = text.ContainsAny('\'', '"', '`') || text.IndexOf("{{") >= 0 || text.IndexOf("${") >= 0;
        for (var at = 1; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny('(', '`');
            if (next < 0) break;
            at += next;
            Steps++;
            if (!IsCall(at, broken)) continue;
            Found = at;
            return true;
        }
        return broken && IsAccess();
    }

    readonly bool IsCall(int parenthesis, bool broken)
    {
        var end = parenthesis;
        while (end > 0 && (text[end - 1] <= ' ' || text[end - 1] is ')' or ']' or '\'' or '"' && parenthesis - end < 4)) end--;
        var start = end;
        while (start > 0 && end - start < HtmlNames.Longest && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_')) start--;
        if (start == end) return false;
        Span<char> buffer = stackalloc char[HtmlNames.Longest];
        var name = HtmlText.Name(text[..end], start, buffer);
        if (!Contains(Calls, name)) return false;
        return broken ? Leaves(start) : start == 0 && parenthesis + 1 < text.Length;
    }

    // What stands before a call that goes on from a string, a template, an argument or a statement.
    readonly bool Leaves(int at)
    {
        while (at > 0 && text[at - 1] <= ' ') at--;
        return at == 0 || text[at - 1] is ';' or '+' or '-' or '*' or '/' or '%' or '|' or '&' or '^' or '(' or ')' or '{' or '}' or '[' or ',' or '=' or '?' or ':' or '!' or '~' or '<' or '>' or '.' or '\'' or '"' or '`';
    }

    static bool Contains(string[] names, ReadOnlySpan<char> name)
    {
        foreach (var candidate in names)
            if (name.SequenceEqual(candidate)) return true;
        return false;
    }

    bool IsAccess()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Accesses);
            if (next < 0) return false;
            at += next;
            Steps++;
            if (!Leaves(at)) continue;
            Found = at;
            return true;
        }
        return false;
    }
}
