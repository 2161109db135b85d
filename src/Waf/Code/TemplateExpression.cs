namespace Redoubt.Waf;

/// <summary>
/// Finds expressions that template engines evaluate: <c>${…}</c>, <c>{{…}}</c>, <c>#{…}</c>, <c>%{…}</c>, <c>*{…}</c> and <c>{%…%}</c>
/// that call something, calculate, or lead into an object.
/// </summary>
static class TemplateExpression
{
    // How much of an expression is looked at.
    const int Window = 256;

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.Contains("<#assign", StringComparison.OrdinalIgnoreCase) || text.Contains("?new()", StringComparison.OrdinalIgnoreCase)) return true;
        for (var at = 0; at + 2 < text.Length; at++)
        {
            var next = text[at..].IndexOf('{');
            if (next < 0) return false;
            at += next;
            if (at == 0 && !text[1..].StartsWith("{") && !text[1..].StartsWith("%")) continue;
            var inside = text[(at + 1)..Math.Min(text.Length, at + 1 + Window)];
            var opening = at > 0 ? text[at - 1] : '\0';
            if (opening is '$' or '#' or '%' or '*' or '@' or '~' && IsCalculated(inside)) return true;
            if (inside.StartsWith("{") && IsCalculated(inside[1..])) return true;
            if (inside.StartsWith("%") && inside.IndexOf("%}") is > 0 and var tagged && IsTag(inside[1..tagged])) return true;
        }
        return false;
    }

    // A call, an operation on two values, or a way into an object.
    static bool IsCalculated(ReadOnlySpan<char> inside)
    {
        var end = inside.IndexOf('}');
        var body = (end < 0 ? inside : inside[..end]).Trim(' ');
        if (body.IsEmpty) return false;
        var parenthesis = body.IndexOf('(');
        if (parenthesis > 0 && (Ascii.IsWord(body[parenthesis - 1]) || body[parenthesis - 1] == ']') && body[0] is not ('"' or ' ')) return true;
        if (end < 0) return false;
        // 7*7, '7'*7, "a".b
        var digits = 0;
        while (digits < body.Length && (char.IsAsciiDigit(body[digits]) || body[digits] is '\'' or '"' or ' ')) digits++;
        if (digits > 0 && digits < body.Length && body[digits] is '*' or '+' or '-' or '/' && digits + 1 < body.Length && (char.IsAsciiDigit(body[^1]) || body[^1] is '\'' or '"')) return true;
        return Is(body, "self", "config", "request", "settings", "session", "this", "dump", "app", "_self", "_context", "debug") || body.StartsWith("config.") || body.StartsWith("self.")
            || body.StartsWith("request.") || body.StartsWith("_self.") || body.StartsWith("settings.") || body.StartsWith("''.") || body.StartsWith("[].") || body.StartsWith("\"\".") || body.StartsWith("@print");
    }

    // A tag that loads something or calls something; others are what staff writes into templates of mails.
    static bool IsTag(ReadOnlySpan<char> tag)
    {
        var body = tag.Trim(" -+");
        var space = body.IndexOf(' ');
        var call = body.IndexOf('(');
        return Is(space < 0 ? body : body[..space], "import", "extends", "debug", "load", "python", "php") || call > 0 && Ascii.IsWord(body[call - 1]);
    }

    static bool Is(ReadOnlySpan<char> text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (text.Length == name.Length && Ascii.EqualsIgnoreCase(text, name)) return true;
        return false;
    }
}
