using System.Buffers;

namespace Redoubt.Waf;

/// <summary>The strings of a GraphQL document: all of what a client says in it that is not the shop's own vocabulary.</summary>
static class GraphQlText
{
    static readonly SearchValues<char> Marks = SearchValues.Create("\"#{}[]()");

    const string BlockQuote = "\"\"\"";

    /// <param name="texts">Takes the strings, unescaped; null to check alone.</param>
    /// <returns>False where a string or a bracket does not end.</returns>
    public static bool Read(ReadOnlyMemory<char> document, Evaluation evaluation, FieldValues? texts)
    {
        var span = document.Span;
        var depth = 0;
        var closed = true;
        for (var at = 0; at < span.Length;)
        {
            var next = span[at..].IndexOfAny(Marks);
            if (next < 0) break;
            at += next;
            switch (span[at])
            {
                case '#':
                    var line = span[at..].IndexOfAny('\n', '\r');
                    at = line < 0 ? span.Length : at + line;
                    break;
                case '"':
                    var content = String(span, ref at, ref closed);
                    if (texts is not null && !Add(document[content], evaluation, texts)) return false;
                    break;
                case '{' or '[' or '(':
                    depth++;
                    at++;
                    break;
                default:
                    if (--depth < 0) closed = false;
                    at++;
                    break;
            }
        }
        return closed && depth == 0;
    }

    /// <summary>Whether a text could be a document: one has braces, and matters where it has strings.</summary>
    public static bool IsLikely(ReadOnlySpan<char> text) => text.Contains('{') && text.Contains('"');

    static Range String(ReadOnlySpan<char> span, ref int at, ref bool closed)
    {
        if (span[at..].StartsWith(BlockQuote)) return Block(span, ref at, ref closed);
        var start = ++at;
        while (at < span.Length && span[at] is not ('"' or '\n' or '\r')) at += span[at] == '\\' ? 2 : 1;
        var end = Math.Min(at, span.Length);
        if (end == span.Length || span[end] != '"') closed = false;
        at = Math.Min(end + 1, span.Length);
        return start..end;
    }

    static Range Block(ReadOnlySpan<char> span, ref int at, ref bool closed)
    {
        var start = at += BlockQuote.Length;
        while (true)
        {
            var found = span[at..].IndexOf(BlockQuote);
            if (found < 0)
            {
                closed = false;
                at = span.Length;
                return start..at;
            }
            var end = at + found;
            at = end + BlockQuote.Length;
            if (end == start || span[end - 1] != '\\') return start..end;
        }
    }

    static bool Add(ReadOnlyMemory<char> text, Evaluation evaluation, FieldValues texts)
    {
        if (text.IsEmpty) return true;
        if (text.Span.Contains('\\'))
        {
            if (!evaluation.Arena.TryRent(text.Length, out var room))
            {
                texts.Decided = Outcome.Error;
                return false;
            }
            var length = JsonText.Unescape(text.Span, room.Span);
            evaluation.Arena.Shrink(text.Length - length);
            text = room[..length];
        }
        if (texts.IsFull)
        {
            texts.Decided = Outcome.Error;
            return false;
        }
        texts.Add(default, text);
        return true;
    }
}
