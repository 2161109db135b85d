namespace Redoubt.Waf;

/// <summary>
/// Walks XML and gives its texts: what stands between two tags as one, with references and CDATA read and comments left out, since
/// that is what an application gets; attribute values; document types, comments and processing instructions as they are. Entities
/// of a document type are never expanded. One pass, no recursion; lenient, and says what it met.
/// </summary>
/// <param name="texts">Takes what is found; null to check alone.</param>
/// <param name="room">For the texts, as long as the XML: no reference is shorter than what it stands for.</param>
ref struct XmlText(ReadOnlyMemory<char> xml, FieldValues? texts, Memory<char> room)
{
    // As deep as the parsers in use go, and more.
    const int MaxDepth = 1000;

    readonly ReadOnlySpan<char> span = xml.Span;
    int at;
    int depth;
    int written;
    int textStart;
    bool isFull;

    /// <summary>True where all markup ends and every element that was opened was closed.</summary>
    public bool IsWellFormed { get; private set; } = true;

    public bool HasDoctype { get; private set; }

    /// <returns>False where there are more texts than are kept apart.</returns>
    public bool Read(bool continues)
    {
        while (at < span.Length && !isFull)
        {
            var next = span[at..].IndexOf('<');
            var end = next < 0 ? span.Length : at + next;
            Text(at, end);
            at = end;
            if (at < span.Length) Markup(continues);
        }
        EndText();
        if (depth != 0 && !continues) IsWellFormed = false;
        return !isFull;
    }

    void Add(ReadOnlyMemory<char> text)
    {
        isFull = texts is { IsFull: true };
        if (!isFull) texts?.Add(default, text);
    }

    void Markup(bool continues)
    {
        var rest = span[at..];
        if (rest.StartsWith("<!--")) Whole("<!--".Length, "-->", continues);
        else if (rest.StartsWith("<![CDATA[")) CData(continues);
        else if (rest.StartsWith("<!")) Declaration(continues);
        else if (rest.StartsWith("<?")) Whole("<?".Length, "?>", continues);
        else Tag(continues);
    }

    // A comment or an instruction: one text of its own, and no end of the text around it.
    void Whole(int open, string close, bool continues)
    {
        var end = End(at + open, close, continues, out var after);
        // Not the declaration: it is nobody's text.
        if (written > 0 || depth > 0 || !span[at..].StartsWith("<?xml")) Add(xml[(at + open)..end]);
        at = after;
    }

    void CData(bool continues)
    {
        var start = at + "<![CDATA[".Length;
        var end = End(start, "]]>", continues, out var after);
        if (texts is not null)
        {
            span[start..end].CopyTo(room.Span[written..]);
            written += end - start;
        }
        at = after;
    }

    int End(int start, string close, bool continues, out int after)
    {
        var found = span[start..].IndexOf(close);
        if (found < 0 && !continues) IsWellFormed = false;
        after = found < 0 ? span.Length : start + found + close.Length;
        return found < 0 ? span.Length : start + found;
    }

    // A document type with what it holds in brackets and quotes.
    void Declaration(bool continues)
    {
        HasDoctype = true;
        var start = at;
        var brackets = 0;
        var quote = '\0';
        for (; at < span.Length; at++)
        {
            var c = span[at];
            if (quote != 0)
            {
                if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'') quote = c;
            else if (c == '[') brackets++;
            else if (c == ']') brackets--;
            else if (c == '>' && brackets <= 0) break;
        }
        if (at == span.Length && !continues) IsWellFormed = false;
        Add(xml[start..at]);
        at = Math.Min(at + 1, span.Length);
    }

    void Tag(bool continues)
    {
        EndText();
        var start = ++at;
        var closing = at < span.Length && span[at] == '/';
        if (closing) at++;
        while (true)
        {
            var stop = span[at..].IndexOfAny("\"'<>");
            if (stop < 0)
            {
                if (!continues) IsWellFormed = false;
                Rest(start);
                return;
            }
            at += stop;
            if (span[at] == '>') break;
            if (span[at] == '<')
            {
                // Not markup after all.
                IsWellFormed = false;
                Rest(start);
                return;
            }
            if (!Value(continues)) return;
        }
        var empty = span[at - 1] == '/';
        at++;
        if (closing) depth--;
        else if (!empty) depth++;
        if (depth is < 0 or > MaxDepth) IsWellFormed = false;
    }

    // What broke off, as it is, up to here.
    void Rest(int start)
    {
        var end = span[at..].IndexOf('<') is >= 0 and var next ? at + next : span.Length;
        Add(xml[start..end]);
        at = end;
    }

    bool Value(bool continues)
    {
        var quote = span[at++];
        var length = span[at..].IndexOf(quote);
        var end = length < 0 ? span.Length : at + length;
        if (length < 0 && !continues) IsWellFormed = false;
        if (texts is not null)
        {
            var from = written;
            Decode(at, end);
            Add(room[from..written]);
            textStart = written;
        }
        at = Math.Min(end + 1, span.Length);
        return length >= 0;
    }

    void Text(int start, int end)
    {
        if (texts is not null) Decode(start, end);
    }

    void EndText()
    {
        if (texts is null) return;
        var text = room[textStart..written];
        if (!text.Span.Trim(" \t\r\n").IsEmpty) Add(text);
        textStart = written;
    }

    void Decode(int start, int end)
    {
        var output = room.Span;
        while (start < end)
        {
            var text = span[start..end];
            var plain = text.IndexOf('&');
            if (plain < 0) plain = text.Length;
            text[..plain].CopyTo(output[written..]);
            written += plain;
            start += plain;
            if (start == end) return;
            start += Reference(span[start..end], output[written..], out var length);
            written += length;
        }
    }

    static int Reference(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        written = 1;
        var end = text[..Math.Min(text.Length, LongestReference)].IndexOf(';');
        output[0] = '&';
        if (end < 2) return 1;
        var name = text[1..end];
        if (name[0] == '#')
        {
            if (Number(name[1..]) is not (> 0 and <= 0x10FFFF and var point)) return 1;
            written = Utf8.Write(point, output);
            return end + 1;
        }
        var value = name switch { "lt" => '<', "gt" => '>', "amp" => '&', "quot" => '"', "apos" => '\'', _ => '\0' };
        if (value == 0) return 1;
        output[0] = value;
        return end + 1;
    }

    // Leading zeros are as many as anybody likes to write.
    const int LongestReference = 64;

    static int Number(ReadOnlySpan<char> digits)
    {
        var hexadecimal = !digits.IsEmpty && digits[0] == 'x';
        if (hexadecimal) digits = digits[1..];
        if (digits.IsEmpty) return -1;
        var point = 0;
        foreach (var c in digits)
        {
            var digit = hexadecimal ? Ascii.Hex(c) : char.IsAsciiDigit(c) ? c - '0' : -1;
            if (digit < 0) return -1;
            point = Math.Min(point * (hexadecimal ? 16 : 10) + digit, 0x110000);
        }
        return point;
    }
}
