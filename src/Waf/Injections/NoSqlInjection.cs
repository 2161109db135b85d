using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds operators of document databases where a value was meant, and their scripts.</summary>
static class NoSqlInjection
{
    static readonly string[] Operators =
    [
        "eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "or", "and", "nor", "not", "exists", "type", "mod", "regex", "text", "where", "all", "elemmatch", "size", "expr", "jsonschema", "function", "accumulator", "lookup", "unionwith",
    ];

    static readonly SearchValues<string> Scripts = SearchValues.Create(
        ["this.password", "this.username", "return true;", "return(true)", "return this.", "new date(); do{", "new date();do{", "curdate", "tojson(", "tojsononeline(", ".insert({", ".find({", ".remove({", ".drop()", ".dropdatabase(", ".getcollectionnames(", ".mapreduce(", "db.version(", "||1==1", "|| 1==1", "'||'1'=='1", "' || '1'=='1", "&& this."],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Scripts)) return true;
        for (var at = 0; at + 2 < text.Length; at++)
        {
            var next = text[at..].IndexOf('$');
            if (next < 0) return false;
            at += next;
            if (IsOperator(text, at)) return true;
        }
        return false;
    }

    // `[$ne]`, `{"$gt":`, `, $or: [`; alone it is a key.
    static bool IsOperator(ReadOnlySpan<char> text, int dollar)
    {
        var end = dollar + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        var name = text[(dollar + 1)..end];
        if (name.Length is < 2 or > 11 || !IsKnown(name)) return false;
        var before = dollar == 0 ? '\0' : text[dollar - 1] == ' ' && dollar > 1 ? text[dollar - 2] : text[dollar - 1];
        var rest = text[end..].TrimStart("\"' ");
        return before switch
        {
            '[' => rest.StartsWith("]"),
            '{' or '"' or '\'' or ',' => rest.StartsWith(":"),
            '\0' => rest.IsEmpty || rest.StartsWith(":"),
            _ => false,
        };
    }

    static bool IsKnown(ReadOnlySpan<char> name)
    {
        foreach (var known in Operators)
            if (Ascii.EqualsIgnoreCase(name, known)) return true;
        return false;
    }
}
