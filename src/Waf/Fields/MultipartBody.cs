namespace Redoubt.Waf;

/// <summary>
/// The parts of a multipart body: what each holds, and the names in its head. Parsers differ in which boundary they take and where a
/// part ends: every boundary that the Content-Type names is tried, and where one also stands within a line, both ways of reading it.
/// </summary>
sealed class MultipartBody(OversizeHandling oversize) : Field
{
    // Boundaries tried: honest requests name one.
    const int MaxBoundaries = 2;

    const int LongestBoundary = 256;

    public override string Location => "BODY";

    public override string Key => $"MULTIPART|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        if (Body.TryRead(evaluation, values, oversize, out var text)) Add(evaluation, text, values);
    }

    /// <returns>True where the body is one in parts and nothing else: its one Content-Type says so.</returns>
    public static bool Add(Evaluation evaluation, ReadOnlyMemory<char> text, FieldValues values)
    {
        var request = evaluation.Request;
        int types = 0, boundaries = 0;
        var isMultipart = false;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "content-type")) continue;
            types++;
            var type = request.HeaderValue(i).AsMemory();
            isMultipart |= type.Span.TrimStart(" \t").StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
            while (boundaries < MaxBoundaries && NextBoundary(ref type) is { IsEmpty: false } boundary)
            {
                boundaries++;
                if (Split(text, boundary.Span, anywhere: false, evaluation, values)) Split(text, boundary.Span, anywhere: true, evaluation, values);
            }
        }
        return isMultipart && types == 1 && boundaries == 1;
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

    // INVARIANT: a boundary that is no line's beginning ends no part of the first reading: the client chooses it, and could cut an
    // attack in two with it.
    static bool Split(ReadOnlyMemory<char> body, ReadOnlySpan<char> boundary, bool anywhere, Evaluation evaluation, FieldValues values)
    {
        var span = body.Span;
        var odd = false;
        var start = 0;
        for (var at = 0; values.Decided is null;)
        {
            var found = span[at..].IndexOf(boundary);
            if (found < 0) break;
            at += found;
            var begins = at >= 2 && span[at - 1] == '-' && span[at - 2] == '-' && (at == 2 || span[at - 3] == '\n');
            if (begins || anywhere)
            {
                Add(body[start..at], evaluation, values);
                start = at + boundary.Length;
            }
            odd |= !begins;
            at += boundary.Length;
        }
        Add(body[start..], evaluation, values);
        return odd;
    }

    static void Add(ReadOnlyMemory<char> part, Evaluation evaluation, FieldValues values)
    {
        if (values.IsFull) values.Decided = Outcome.Error;
        if (values.Decided is not null) return;
        var (head, content) = Divide(part);
        AddNames(head, values);
        // What a shop takes for a file's content it does not read as a field's.
        if (head.Span.IndexOf("filename", StringComparison.OrdinalIgnoreCase) >= 0 && BinaryText.IsIn(content.Span)) return;
        // Without the line break and the dashes that belong to the next boundary.
        if (content.Span.EndsWith("--")) content = content[..^2];
        content = content.TrimEnd("\r\n");
        if (content.IsEmpty || head.IsEmpty && content.Span is "--") return;
        values.Add(default, content);
        JsonTexts.AddEncoded(content, evaluation, values);
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

    // Names of fields and files are values of parameters, `filename*` too: all of them, of every line.
    static void AddNames(ReadOnlyMemory<char> head, FieldValues values)
    {
        while (!head.IsEmpty)
        {
            var end = head.Span.IndexOf('\n');
            var line = (end < 0 ? head : head[..end]).TrimEnd('\r');
            head = end < 0 ? default : head[(end + 1)..];
            var folded = !line.IsEmpty && line.Span[0] is ' ' or '\t';
            var first = folded ? -1 : line.Span.IndexOf(';');
            if (first < 0 && !folded) continue;
            var parameters = new Parameters(line[(first + 1)..]);
            while (!values.IsFull && parameters.Next())
                if (!parameters.Value.IsEmpty) values.Add(parameters.Name, parameters.Value);
            if (values.IsFull) values.Decided = Outcome.Error;
        }
    }
}
