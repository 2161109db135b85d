using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Looks for script that continues script: a call, an access or an assignment that only attacks make, behind what leaves a string,
/// a template or a statement.
/// </summary>
ref struct ScriptScan(ReadOnlySpan<char> text)
{
    // How far an argument, a tag within a name or the inside of brackets is followed.
    const int Near = 64;

    // Called by proofs of concept and by what steals: the name, then an opening parenthesis or backtick.
    static readonly string[] Calls = ["alert", "confirm", "prompt", "eval", "settimeout", "setinterval", "fromcharcode", "execscript", "constructor", "atob", "importscripts"];

    // What calls the function whose name stands before it.
    static readonly string[] Callers = ["call", "apply", "bind"];

    // What all script reaches: indexed with an expression, it is a call in disguise.
    static readonly string[] Globals = ["window", "self", "top", "parent", "frames", "this", "globalthis", "document"];

    static readonly string[] Members = ["cookie", "location", "domain", "write", "alert", "eval", "confirm", "prompt"];

    static readonly SearchValues<string> Accesses = SearchValues.Create(
        [
            "document.cookie", "document?.cookie", "document.write", "document.location", "document.domain", "window.location", "document[", "window[", "self[", "top[", "this[", "parent[",
            "frames[", "globalthis[", "constructor.", "__proto__", "__definegetter__", "location=", "location.href=", ".innerhtml", "onerror=",
        ],
        StringComparison.OrdinalIgnoreCase);

    // Script of six signs.
    static readonly SearchValues<string> Signs = SearchValues.Create(["![]", "+[]", "+{}", "!{}", "[]["], StringComparison.Ordinal);
    static readonly SearchValues<char> Sign = SearchValues.Create("[](){}!+");

    // What words in parentheses or brackets do not have.
    static readonly SearchValues<char> Expressive = SearchValues.Create(".(`['\"+");

    readonly ReadOnlySpan<char> text = text;
    readonly int broken = Leaving(text);

    /// <summary>Where something was found; -1 for nothing.</summary>
    public int Found { get; private set; } = -1;

    public int Steps { get; private set; }

    public bool Run()
    {
        var at = 0;
        var signed = false;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny('(', '`', '[');
            if (next < 0) break;
            at += next;
            Steps++;
            signed |= text[at] == '[';
            if (at > 0 && (text[at] == '[' ? IsIndex(at) : IsCall(at))) return Find(at);
            at++;
        }
        return signed && IsSigns() || broken < text.Length && IsAccess();
    }

    bool Find(int at)
    {
        Found = at;
        return true;
    }

    // Where a string or a template may have been left: what stands before that is text.
    static int Leaving(ReadOnlySpan<char> text)
    {
        var quote = Place(text.IndexOfAny('\'', '"', '`'));
        return Math.Min(quote, Math.Min(Place(text.IndexOf("{{")), Place(text.IndexOf("${"))));
    }

    static int Place(int index) => index < 0 ? int.MaxValue : index;

    readonly bool IsCall(int parenthesis)
    {
        var end = parenthesis;
        var apart = false;
        var quoted = false;
        var indexed = false;
        while (end > 0 && parenthesis - end < Near)
        {
            var c = text[end - 1];
            if (c <= ' ') apart = true;
            else if (c == ']') indexed = true;
            else if (c is '\'' or '"' && parenthesis - end < 4) quoted = true;
            else if (c == '.' && end > 1 && text[end - 2] == '?') end--;
            else if (c == '>') end = TagStart(end) + 1;
            else if (c != ')') break;
            end--;
        }
        if (quoted && !indexed || end <= 0) return false;
        Span<char> buffer = stackalloc char[HtmlNames.Longest];
        var name = NameBefore(end, buffer, out var start);
        if (start > 1 && text[start - 1] == '.' && Contains(Callers, name)) name = NameBefore(start - 1, buffer, out start);
        if (!Contains(Calls, name)) return false;
        // `the `alert` function`, `the `alert(` call`: code that is spoken of.
        if (start > 0 && text[start - 1] == '`' && (text[parenthesis] == '`' || parenthesis + 1 < text.Length && text[parenthesis + 1] == '`')) return false;
        if (start > broken) return Leaves(start) && (!apart || IsArgument(parenthesis + 1));
        return (IsBare(start) || Follows(start)) && (IsArgument(parenthesis + 1) || !apart && start == 0 && parenthesis + 1 < text.Length);
    }

    // `alert<x>(1)`: what takes tags out of text makes a call of it.
    readonly int TagStart(int end)
    {
        var open = text[Math.Max(0, end - Near / 4)..end].LastIndexOf('<');
        return open < 0 ? -1 : Math.Max(0, end - Near / 4) + open;
    }

    readonly ReadOnlySpan<char> NameBefore(int end, Span<char> buffer, out int start)
    {
        while (end > 0 && text[end - 1] == '?') end--;
        start = end;
        while (start > 0 && end - start < HtmlNames.Longest && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_')) start--;
        return start == end ? default : HtmlText.Name(text[..end], start, buffer);
    }

    // What stands before a call that goes on from a string, a template, an argument or a statement.
    readonly bool Leaves(int at)
    {
        var end = at;
        while (at > 0 && text[at - 1] <= ' ') at--;
        if (at == 0) return true;
        return text[at - 1] switch
        {
            '\'' or '"' or '`' => at == end || text[at..end].Contains('\n'),
            ';' or '+' or '-' or '*' or '/' or '%' or '|' or '&' or '^' or '(' or ')' or '{' or '}' or '[' or ',' or '=' or '?' or ':' or '!' or '~' or '<' or '>' or '.' => true,
            _ => false,
        };
    }

    // Nothing but signs before it.
    readonly bool IsBare(int start)
    {
        if (start > Near) return false;
        foreach (var c in text[..start])
            if (char.IsAsciiLetterOrDigit(c) || c >= 0x80) return false;
        return true;
    }

    // A sign of script directly before it, as people do not write.
    readonly bool Follows(int start) => text[start - 1] is '=' or ':' or ';' or '>' or '|' or '&' or '!' or '~' or '^' or '{' or '}' or '[' || text[start - 1] == '(' && start > 1 && Ascii.IsWord(text[start - 2]);

    // What a call is given: nothing, a number, a string, another expression; words are a remark in parentheses.
    readonly bool IsArgument(int at)
    {
        while (at < text.Length && text[at] <= ' ') at++;
        if (at == text.Length) return false;
        var rest = text[at..Math.Min(text.Length, at + Near)];
        if (!char.IsAsciiLetterOrDigit(rest[0])) return true;
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        if (end > 0) return rest[end] is ')' or ',' or '`' or '/';
        end = rest.IndexOf(')');
        return rest[..(end < 0 ? rest.Length : end)].ContainsAny(Expressive) || rest.StartsWith("xss", StringComparison.OrdinalIgnoreCase);
    }

    // `self['al'+'ert'](1)`: a name of no letters a filter knows.
    readonly bool IsIndex(int bracket)
    {
        var end = bracket;
        while (end > 0 && text[end - 1] <= ' ') end--;
        Span<char> buffer = stackalloc char[HtmlNames.Longest];
        var name = end == 0 ? default : NameBefore(end, buffer, out _);
        if (!Contains(Globals, name)) return false;
        var inside = bracket + 1;
        while (inside < text.Length && text[inside] <= ' ') inside++;
        if (inside == text.Length) return false;
        var rest = text[inside..Math.Min(text.Length, inside + 4 * Near)];
        var called = Math.Max(rest.IndexOf("]("), Math.Max(rest.IndexOf("]`"), rest.IndexOf("][")));
        var computed = rest[0] is '/' or '(' or '+' or '!' or '\\' or '[' or '{';
        var quoted = rest[0] is '\'' or '"' or '`';
        if (called >= 0) return computed || quoted || rest[..called].ContainsAny(Expressive);
        return quoted && IsMember(rest[1..]);
    }

    static bool IsMember(ReadOnlySpan<char> rest)
    {
        foreach (var member in Members)
            if (rest.Length > member.Length && rest[member.Length] is '\'' or '"' or '`' && Ascii.EqualsIgnoreCase(rest[..member.Length], member)) return true;
        return false;
    }

    bool IsSigns()
    {
        var at = 0;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny(Signs);
            if (next < 0) return false;
            at += next;
            Steps++;
            var end = text[at..].IndexOfAnyExcept(Sign);
            var length = end < 0 ? text.Length - at : end;
            if (length >= 8) return Find(at);
            at += length;
        }
        return false;
    }

    static bool Contains(string[] names, ReadOnlySpan<char> name)
    {
        foreach (var candidate in names)
            if (name.SequenceEqual(candidate)) return true;
        return false;
    }

    bool IsAccess()
    {
        for (var at = broken; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Accesses);
            if (next < 0) return false;
            at += next;
            Steps++;
            if (Leaves(at)) return Find(at);
        }
        return false;
    }
}
