namespace Redoubt.Waf;

/// <summary>
/// Keys and values of JSON, and one level deeper where a string holds JSON itself, as shops post it: in a form's field, a query
/// argument or another JSON. Strings of a GraphQL document in a member <c>query</c> too.
/// </summary>
static class JsonTexts
{
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        text = Bom.Skip(text).TrimStart(" \t\r\n");
        return !text.IsEmpty && text[0] is '{' or '[' or '"';
    }

    /// <summary>Adds what can be read; a text that is no JSON, or none any more, ends there.</summary>
    public static void Add(ReadOnlyMemory<char> json, Evaluation evaluation, FieldValues values)
    {
        var first = values.Count;
        Read(json, evaluation, values);
        var end = values.Count;
        for (var i = first; i < end && values.Decided is null; i++)
        {
            var part = values[i];
            if (IsContainer(part.Text.Span)) Read(part.Text, evaluation, values);
            if (part.Name.Span is "query" && GraphQlText.IsLikely(part.Text.Span)) GraphQlText.Read(part.Text, evaluation, values);
        }
    }

    /// <summary>Adds what JSON a form's field or a query argument holds, if it does; percent-encoded or not.</summary>
    public static void AddEncoded(ReadOnlyMemory<char> value, Evaluation evaluation, FieldValues values)
    {
        if (!IsContainer(value.Span) && !IsEncodedContainer(value.Span)) return;
        if (Decode(ref value, evaluation, values) && IsContainer(value.Span)) Add(value, evaluation, values);
    }

    /// <returns>False where there is no room, which decides.</returns>
    public static bool Decode(ref ReadOnlyMemory<char> value, Evaluation evaluation, FieldValues values)
    {
        if (!UrlDecode.Instance.Affects(value.Span)) return true;
        if (!evaluation.Arena.TryRent(value.Length, out var room))
        {
            values.Decided = Outcome.Error;
            return false;
        }
        var length = UrlDecode.Instance.Apply(value.Span, room.Span);
        evaluation.Arena.Shrink(value.Length - length);
        value = room[..length];
        return true;
    }

    static void Read(ReadOnlyMemory<char> json, Evaluation evaluation, FieldValues values) =>
        new JsonReader(json, MatchScope.All, null, evaluation, values).Read(truncated: true);

    static bool IsContainer(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n");
        return text.Length > 1 && text[0] is '{' or '[';
    }

    static bool IsEncodedContainer(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n+");
        if (text.StartsWith("%20") || text.StartsWith("%0")) return true;
        return text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) || text.StartsWith("%5B", StringComparison.OrdinalIgnoreCase);
    }
}
