using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>
/// Finds calls of functions by name. Names that text about programming has too must be a call with an argument at a place where a
/// statement or an operand begins.
/// </summary>
/// <param name="certain">Functions that have no business in a shop's request.</param>
/// <param name="words">Functions whose names mean something else too.</param>
sealed class FunctionCalls(string certain, string words)
{
    const int Longest = 32;

    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> certain = Set(certain);
    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words = Set(words);

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('(');
            if (next < 0) return false;
            at += next;
            if (IsCall(text, at)) return true;
        }
        return false;
    }

    bool IsCall(ReadOnlySpan<char> text, int parenthesis)
    {
        var end = parenthesis;
        while (end > 0 && parenthesis - end < 4 && text[end - 1] is ' ' or '\t') end--;
        var start = end;
        while (start > 0 && end - start < Longest && (Ascii.IsWord(text[start - 1]) || text[start - 1] == '.')) start--;
        if (start == end) return false;
        Span<char> buffer = stackalloc char[Longest];
        var name = buffer[..(end - start)];
        for (var i = 0; i < name.Length; i++) name[i] = Ascii.Lower(text[start + i]);
        if (certain.Contains(name)) return true;
        return words.Contains(name) && end == parenthesis && BeginsStatement(text, start) && HasArgument(text[(parenthesis + 1)..]);
    }

    static bool BeginsStatement(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t' or '\n' or '\r') at--;
        return at == 0 || text[at - 1] is ';' or '{' or '}' or '@' or '(' or '.' or '\'' or '"' or '=' or ',' or '&' or '|' or '$' or '+' or '-' or '!' or '*' or ')' or ':' or '%';
    }

    static bool HasArgument(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && text[at] is ' ' or '(' or '@') at++;
        if (at == text.Length) return false;
        return text[at] is '\'' or '"' or '`' or '$' || IsNumber(text[at..]) || text[at..Math.Min(text.Length, at + Longest)].IndexOf('(') > 0;
    }

    // `5)`, `0,1)`, `3*4`: not a measure such as `8h`.
    static bool IsNumber(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && end < Longest && char.IsAsciiDigit(text[end])) end++;
        return end > 0 && end < text.Length && text[end] is ')' or ',' or '.' or '*' or '+' or '-' or '/' or ';' or '(';
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
