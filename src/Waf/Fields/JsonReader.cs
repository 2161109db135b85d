namespace Redoubt.Waf;

/// <summary>
/// Reads JSON leniently, as AWS does: missing commas, missing colons and extra colons pass, since a tolerant server behind would
/// accept them too. Strings are unescaped. One pass, no recursion; repeated keys all count.
/// </summary>
ref struct JsonReader(ReadOnlyMemory<char> text, MatchScope scope, JsonPointers? pointers, Evaluation evaluation, FieldValues values)
{
    readonly ReadOnlySpan<char> span = text.Span;
    readonly JsonNesting nesting = evaluation.Nesting;
    // How many segments of each pointer the current path has matched, and the current index per array depth.
    readonly int[]? matched = pointers is null ? null : new int[pointers.Count];
    readonly int[]? indexes = pointers is null ? null : new int[pointers.LongestLength + 1];
    ReadOnlyMemory<char> key;
    bool expectsKey;
    int at;

    /// <returns>False where the text is not JSON; what was read before is in the values.</returns>
    public bool Read(bool truncated)
    {
        nesting.Reset();
        // A byte order mark, as bytes: servers skip it.
        if (span.StartsWith("\u00EF\u00BB\u00BF")) at = 3;
        while (at < span.Length)
        {
            if (values.IsFull)
            {
                // What lies beyond would be seen as it is written, with its escapes.
                values.Decided = Outcome.Error;
                return true;
            }
            if (!Step(span[at])) return false;
        }
        return nesting.Depth == 0 || truncated;
    }

    bool Step(char c)
    {
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n' or ':':
                at++;
                return true;
            case ',':
                at++;
                expectsKey = nesting.InObject;
                return true;
            case '{' or '[':
                if (expectsKey && nesting.InObject) return false;
                Open(c == '{');
                at++;
                return true;
            case '}' or ']':
                if (nesting.Depth == 0 || nesting.InObject != (c == '}')) return false;
                nesting.Pop();
                expectsKey = nesting.InObject;
                at++;
                return true;
            case '"':
                return String();
            default:
                return Scalar();
        }
    }

    void Open(bool isObject)
    {
        EnterElement();
        nesting.Push(isObject);
        if (indexes is not null && nesting.Depth <= indexes.Length) indexes[nesting.Depth - 1] = -1;
        expectsKey = isObject;
    }

    bool String()
    {
        var start = ++at;
        var escaped = false;
        while (at < span.Length && span[at] != '"')
        {
            if (span[at] == '\\')
            {
                escaped = true;
                at++;
            }
            at++;
        }
        var closed = at < span.Length;
        var raw = text[start..Math.Min(at, span.Length)];
        at = Math.Min(at + 1, span.Length);
        if (escaped && !Unescape(ref raw)) return false;
        if (nesting.InObject && expectsKey) Key(raw);
        else Value(raw);
        return closed;
    }

    bool Scalar()
    {
        if (nesting.InObject && expectsKey) return false;
        var start = at;
        while (at < span.Length && (char.IsAsciiLetterOrDigit(span[at]) || span[at] is '+' or '-' or '.')) at++;
        if (at == start) return false;
        Value(text[start..at]);
        return true;
    }

    void Key(ReadOnlyMemory<char> name)
    {
        key = name;
        expectsKey = false;
        Follow(name.Span);
        if (scope != MatchScope.Value && Included()) values.Add(name, name);
    }

    void Value(ReadOnlyMemory<char> value)
    {
        EnterElement();
        if (scope != MatchScope.Key && Included()) values.Add(nesting.InObject ? key : default, value);
        expectsKey = nesting.InObject;
    }

    // Within an array, the next element has the next index; within an object the key has been followed already.
    readonly void EnterElement()
    {
        if (indexes is null || nesting.InObject || nesting.Depth == 0) return;
        if (nesting.Depth > indexes.Length)
        {
            Follow("");
            return;
        }
        Span<char> digits = stackalloc char[11];
        (++indexes[nesting.Depth - 1]).TryFormat(digits, out var length);
        Follow(digits[..length]);
    }

    readonly void Follow(ReadOnlySpan<char> segment)
    {
        if (matched is null) return;
        var depth = nesting.Depth;
        for (var p = 0; p < matched.Length; p++)
        {
            var path = pointers!.Segments(p);
            matched[p] = Math.Min(matched[p], depth - 1);
            if (matched[p] == depth - 1 && path.Length >= depth && segment.SequenceEqual(path[depth - 1])) matched[p] = depth;
        }
    }

    readonly bool Included()
    {
        if (matched is null) return true;
        for (var p = 0; p < matched.Length; p++)
            if (matched[p] == pointers!.Segments(p).Length) return true;
        return false;
    }

    readonly bool Unescape(ref ReadOnlyMemory<char> raw)
    {
        if (!evaluation.Arena.TryRent(raw.Length, out var output))
        {
            values.Decided = Outcome.Error;
            return false;
        }
        var length = JsonText.Unescape(raw.Span, output.Span);
        evaluation.Arena.Shrink(raw.Length - length);
        raw = output[..length];
        return true;
    }
}
