namespace Redoubt.Waf;

/// <summary>
/// The parts of a multipart body: what each holds, and its head with the names in it. Parsers differ in which boundary they take and
/// where a part ends, so every boundary that the Content-Type names is tried, and a part ends at the next one, wherever in a line.
/// </summary>
sealed class MultipartBody(OversizeHandling oversize) : Field
{
    // Boundaries tried: honest requests name one.
    const int MaxBoundaries = 4;

    const int LongestBoundary = 256;

    public override string Location => "BODY";

    public override string Key => $"MULTIPART|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var request = evaluation.Request;
        if (request.Body.IsEmpty) return;
        var boundaries = 0;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "content-type")) continue;
            var type = request.HeaderValue(i).AsMemory();
            while (boundaries < MaxBoundaries && NextBoundary(ref type) is { IsEmpty: false } boundary)
            {
                if (boundaries++ == 0 && !Begin(evaluation, values)) return;
                Split(evaluation.Body(OversizeFields.Body), boundary.Span, values);
            }
        }
    }

    /// <summary>Whether a media type is of a body in parts.</summary>
    public static bool HasBoundary(string? type)
    {
        if (type is null || !type.Contains("multipart/", StringComparison.OrdinalIgnoreCase)) return false;
        var rest = type.AsMemory();
        return !NextBoundary(ref rest).IsEmpty;
    }

    bool Begin(Evaluation evaluation, FieldValues values)
    {
        evaluation.Body(OversizeFields.Body);
        if (evaluation.Arena.Exhausted) values.Decided = Outcome.Error;
        return values.Decided is null && !(Body.IsOversize(evaluation) && values.Conclude(oversize));
    }

    static ReadOnlyMemory<char> NextBoundary(ref ReadOnlyMemory<char> type)
    {
        while (type.Span.IndexOf("boundary", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            type = type[(at + "boundary".Length)..];
            var rest = type.TrimStart("*0 \t");
            if (rest.IsEmpty || rest.Span[0] != '=') continue;
            rest = rest[1..].TrimStart(" \t");
            var quoted = !rest.IsEmpty && rest.Span[0] == '"';
            if (quoted) rest = rest[1..];
            var end = quoted ? rest.Span.IndexOf('"') : rest.Span.IndexOfAny(" \t;,");
            var boundary = end < 0 ? rest : rest[..end];
            if (!boundary.IsEmpty && boundary.Length <= LongestBoundary) return boundary;
        }
        return default;
    }

    static void Split(ReadOnlyMemory<char> body, ReadOnlySpan<char> boundary, FieldValues values)
    {
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf(boundary);
            var part = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + boundary.Length)..];
            if (values.IsFull)
            {
                values.Decided = Outcome.Error;
                return;
            }
            Add(part, values);
        }
    }

    static void Add(ReadOnlyMemory<char> part, FieldValues values)
    {
        var (head, content) = Divide(part);
        AddNames(head, values);
        // What a shop takes for a file's content it does not read as a field's.
        if (head.Span.IndexOf("filename", StringComparison.OrdinalIgnoreCase) >= 0 && BinaryText.IsIn(content.Span)) return;
        // Without the line break and the dashes that belong to the next boundary.
        content = content.TrimEnd("-").TrimEnd("\r\n");
        if (!content.IsEmpty) values.Add(default, content);
    }

    static (ReadOnlyMemory<char> Head, ReadOnlyMemory<char> Content) Divide(ReadOnlyMemory<char> part)
    {
        var span = part.Span;
        for (var at = 0; at < span.Length; at++)
        {
            var next = span[at..].IndexOf('\n');
            if (next < 0) break;
            at += next;
            var after = span[(at + 1)..];
            if (after.StartsWith("\n")) return (part[..at], part[(at + 2)..]);
            if (after.StartsWith("\r\n")) return (part[..at], part[(at + 3)..]);
        }
        return (default, part);
    }

    // Names of fields and files are what stands between quotes; backslashes and quotes within them only cut them.
    static void AddNames(ReadOnlyMemory<char> head, FieldValues values)
    {
        if (head.IsEmpty) return;
        for (var rest = head; rest.Span.IndexOf('"') is >= 0 and var open && !values.IsFull;)
        {
            rest = rest[(open + 1)..];
            var close = rest.Span.IndexOf('"');
            if (close < 0) break;
            if (close > 0) values.Add(default, rest[..close]);
            rest = rest[(close + 1)..];
        }
    }
}
