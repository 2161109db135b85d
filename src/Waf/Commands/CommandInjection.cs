using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Finds commands for a shell: at every place where a shell would begin one, the word that stands there is read as a shell reads it,
/// without quotes, escapes and variables that are empty, and looked up. Words of everyday language need something to work on.
/// </summary>
ref struct CommandInjection
{
    // Where a shell begins a command; the parenthesis and the brace only behind a dollar or another of these.
    static readonly SearchValues<char> Starts = SearchValues.Create(";|&\n\r`({<>");

    // What may stand between a separator and its command: bounded, so that the work is linear.
    const int MaxNoise = 64;

    readonly ReadOnlySpan<char> text;
    readonly Shell shell;

    CommandInjection(ReadOnlySpan<char> text, Shell shell)
    {
        this.text = text;
        this.shell = shell;
    }

    public static bool IsIn(ReadOnlySpan<char> text, Shell shell) => text.Length > 1 && new CommandInjection(text, shell).Run();

    readonly bool Run()
    {
        if (text.ContainsAny(shell.Certain) || shell == Shell.Unix && IsFunctionDefinition()) return true;
        if (Begins(0, Place.Beginning)) return true;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Starts);
            if (next < 0) return false;
            at += next;
            var place = PlaceOf(at);
            if (place != Place.None && Begins(at + 1, place)) return true;
        }
        return false;
    }

    readonly Place PlaceOf(int at)
    {
        var before = at > 0 ? text[at - 1] : '\0';
        var after = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (text[at])
        {
            case '`':
                if (!text[(at + 1)..].Contains('`')) return Place.None;
                // Behind a space: what writers of text mark as code.
                return before is ' ' or '\n' ? Place.Beginning : Place.Substitution;
            case '(':
                return before is '$' or '<' or '>' or '@' or '%' ? Place.Substitution : Place.None;
            case '{' or '<' or '>':
                return before is ';' or '|' or '&' ? Place.Separated : Place.None;
            case '|' or '&':
                return before == text[at] || after == text[at] || before == '|' ? Place.Doubled : Place.Separated;
            case '\n' or '\r':
                return Place.Line;
            default:
                return Place.Separated;
        }
    }

    // `() {`, in any spacing: a function that old shells ran while they imported it.
    readonly bool IsFunctionDefinition()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf("()");
            if (next < 0) return false;
            at += next;
            var i = at + 2;
            while (i < text.Length && i - at < 8 && text[i] is ' ' or '\t' or '.') i++;
            if (i >= text.Length || text[i] != '{') continue;
            var rest = text[(i + 1)..Math.Min(text.Length, i + 1 + 16 * MaxNoise)];
            // Nothing named it, and more follows: no function in a script looks like this.
            if ((at == 0 || !Ascii.IsWord(text[at - 1]) && text[at - 1] is not (')' or ' ')) && rest.IndexOfAny(';', '<', '}') >= 0) return true;
        }
        return false;
    }

    readonly bool Begins(int at, Place place)
    {
        Span<char> buffer = stackalloc char[Shell.Longest];
        at = SkipNoise(at);
        var name = Word(at, buffer, out var end, out var isPath, out var odd);
        if (name.IsEmpty) return false;
        var plain = shell.IsPlain(name);
        if (!plain && !shell.IsWord(name)) return false;
        // Written to slip past somebody who looks for the word.
        if (odd && place != Place.Beginning) return true;
        var argument = ArgumentOf(end, name);
        return place switch
        {
            Place.Substitution => plain || argument is not Argument.Words || name is "echo" or "printf",
            Place.Beginning => argument is Argument.Certain || isPath && argument is Argument.Certain or Argument.Ended && isPath,
            Place.Doubled or Place.Line => argument is Argument.Certain || (plain && place == Place.Doubled) || argument is Argument.Ended && place == Place.Doubled
                || argument is Argument.Ended or Argument.Stopped && IsShort(name) && at < 8,
            _ => argument is Argument.Certain || isPath || argument is Argument.Ended && at < 8 || argument is Argument.Stopped && IsShort(name) && text.Length <= 12 || plain && (argument is not Argument.Words && at < 8 || at <= 2),
        };
    }

    static bool IsShort(ReadOnlySpan<char> name) => name is "id" or "ls" or "ps" or "dir" or "whoami" or "pwd" or "env" or "uname";

    readonly int SkipNoise(int at)
    {
        var end = Math.Min(text.Length, at + MaxNoise);
        while (at < end && (text[at] is ' ' or '\t' or '\n' or '\r' or '"' or '\'' or '(' or '{' or '!' or '+' or '@' or '`' || VariableAt(at) > 0)) at += Math.Max(1, VariableAt(at));
        return at;
    }

    // The length of a variable, which is most likely empty; 0 where there is none.
    readonly int VariableAt(int at)
    {
        if (text[at] != '$' || at + 1 >= text.Length || !char.IsAsciiLetterLower(text[at + 1])) return 0;
        var end = at + 1;
        var limit = Math.Min(text.Length, at + MaxNoise);
        while (end < limit && char.IsAsciiLetterLower(text[end])) end++;
        return end < text.Length && text[end] is '/' or ' ' or '+' ? end - at : 0;
    }

    // The word as the shell reads it, its folder cut off.
    readonly ReadOnlySpan<char> Word(int at, Span<char> buffer, out int end, out bool isPath, out bool odd)
    {
        var length = 0;
        var quotes = 0;
        isPath = odd = false;
        for (end = at; end < text.Length; end++)
        {
            var c = text[end];
            if (c == '/')
            {
                isPath = buffer[..length].EndsWith("bin");
                length = 0;
            }
            else if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-' || c == '.' && length > 0)
            {
                if (length == buffer.Length) return default;
                buffer[length++] = Ascii.Lower(c);
            }
            else if (c is '\'' or '"' or '\\' or '^' && end + 1 < text.Length && (char.IsAsciiLetter(text[end + 1]) || text[end + 1] == c) && length > 0)
            {
                // One alone is an apostrophe: no shell goes on behind it.
                if (c is '\\' or '^' || ++quotes > 1) odd = true;
            }
            else if (c == '$' && end + 1 < text.Length && text[end + 1] is '@' or '*' or '1' or '2')
            {
                odd = true;
                end++;
            }
            else if (VariableAt(end) is > 0 and var variable) end += variable - 1;
            else break;
        }
        var name = buffer[..length];
        if (name.EndsWith(".exe") || name.EndsWith(".com") || name.EndsWith(".bat")) name = name[..^4];
        // Quotes in front of the very next separator are no disguise.
        if (odd && end < text.Length && text[end - 1] is '\'' or '"') odd = odd && length > 1;
        return name;
    }

    readonly Argument ArgumentOf(int end, ReadOnlySpan<char> name)
    {
        var at = end;
        while (at < text.Length && text[at] is ' ' or '\t' or '\'' or '"' or '+') at++;
        if (at == text.Length) return Argument.Ended;
        var c = text[at];
        var spaced = at > end;
        var after = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (c)
        {
            case '$' or '`':
                return char.IsAsciiLetter(after) || after is '(' or '{' or '@' or '*' ? Argument.Certain : c == '`' ? Argument.Stopped : Argument.Words;
            case '<' or '>':
                return after is '=' or ' ' && !spaced ? Argument.Words : Argument.Certain;
            case ';' or '|' or '&' or '\n' or '\r' or '#' or ')' or '}':
                return Argument.Stopped;
            case '-':
                return spaced && (char.IsAsciiLetter(after) || after == '-') ? Argument.Certain : Argument.Words;
            case '/' or '~' or '\\':
                return spaced ? Argument.Certain : Argument.Words;
            case '[' or '*':
                return spaced ? Argument.Certain : Argument.Words;
            // `source {` opens a block in most languages.
            case '{':
                return spaced && !Ascii.IsWhite(after) && after != '\0' ? Argument.Certain : Argument.Words;
            default:
                if (!spaced) return Argument.Words;
                if (char.IsAsciiDigit(c)) return name is "sleep" or "kill" or "exit" or "ping" or "timeout" ? Argument.Certain : Argument.Words;
                if (name is "net" && IsNetVerb(text[at..])) return Argument.Certain;
                if (text[at..].StartsWith("http", StringComparison.OrdinalIgnoreCase)) return Argument.Certain;
                if (char.IsAsciiLetter(c) && after == ':') return Argument.Certain;
                var rest = text[at..Math.Min(text.Length, at + 64)];
                return rest.IndexOf("$(") >= 0 || rest.IndexOf("${") >= 0 || rest.Contains('`') ? Argument.Certain : Argument.Words;
        }
    }

    static bool IsNetVerb(ReadOnlySpan<char> text)
    {
        foreach (var verb in (ReadOnlySpan<string>)["view", "user", "use ", "start", "stop", "localgroup", "group", "share", "accounts", "session"])
            if (text.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    enum Place
    {
        None,
        Beginning,
        Separated,
        Line,
        Doubled,
        Substitution,
    }

    /// <summary>What follows a command's name.</summary>
    enum Argument
    {
        /// <summary>More text, as behind any word.</summary>
        Words,

        /// <summary>Nothing.</summary>
        Ended,

        /// <summary>The next separator.</summary>
        Stopped,

        /// <summary>An option, a path, a redirection: what only commands have.</summary>
        Certain,
    }
}
