using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// A multipart body as browsers and libraries write it and every parser takes it apart alike: RFC 2046 and 7578 without what they
/// let writers do and hardly any does.
/// </summary>
ref struct MultipartGrammar(ReadOnlyMemory<char> text, ReadOnlySpan<char> boundary)
{
    const int LongestBoundary = 70;

    // Those of RFC 2046, 5.1.1.
    static readonly SearchValues<char> BoundaryCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ");

    readonly ReadOnlySpan<char> boundary = boundary;
    readonly ReadOnlySpan<char> span = text.Span;
    int at;

    /// <param name="continues">True where the end is not here.</param>
    public bool Holds(bool continues)
    {
        if (boundary.IsEmpty || boundary.Length > LongestBoundary || boundary[^1] == ' ' || boundary.ContainsAnyExcept(BoundaryCharacters)) return false;
        if (span.StartsWith("\r\n")) at = 2;
        if (!Delimiter()) return continues && span.Length < boundary.Length + 4;
        while (true)
        {
            if (span[at..].StartsWith("--")) return !span[(at + 2)..].ContainsAnyExcept(" \t\r\n");
            if (!span[at..].StartsWith("\r\n")) return continues && at + 2 > span.Length;
            at += 2;
            if (Head() is { } held) return held ? continues : false;
            var next = span[at..].IndexOf(boundary);
            // Of a part that is not whole nothing more can be said.
            if (next < 0) return continues;
            at += next;
            if (at < 4 || !span[(at - 4)..].StartsWith("\r\n--")) return false;
            at += boundary.Length;
        }
    }

    bool Delimiter()
    {
        if (!span[at..].StartsWith("--") || !span[(at + 2)..].StartsWith(boundary)) return false;
        at += 2 + boundary.Length;
        return true;
    }

    // Null where it is a head that ends, true where the text breaks off within a good one.
    bool? Head()
    {
        var dispositions = 0;
        while (true)
        {
            var end = span[at..].IndexOfAny('\r', '\n');
            if (end < 0) return true;
            var line = text.Slice(at, end);
            at += end;
            if (!span[at..].StartsWith("\r\n")) return at + 1 == span.Length && span[at] == '\r';
            at += 2;
            // The empty line may share its first half with the boundary of an empty part.
            if (line.IsEmpty) return null;
            var colon = line.Span.IndexOf(':');
            if (colon <= 0 || !Parameters.IsToken(line.Span[..colon])) return false;
            if (!IsOrdinary(line.Span[..colon], line[(colon + 1)..], ref dispositions)) return false;
        }
    }

    static bool IsOrdinary(ReadOnlySpan<char> name, ReadOnlyMemory<char> value, ref int dispositions)
    {
        if (Ascii.EqualsIgnoreCase(name, "content-disposition")) return ++dispositions == 1 && IsDisposition(value);
        if (Ascii.EqualsIgnoreCase(name, "content-transfer-encoding"))
            return value.Span.Trim(" \t") is var coding && (Ascii.EqualsIgnoreCase(coding, "7bit") || Ascii.EqualsIgnoreCase(coding, "8bit") || Ascii.EqualsIgnoreCase(coding, "binary"));
        if (!Ascii.EqualsIgnoreCase(name, "content-type")) return true;
        var type = MediaType.Read(value);
        return !type.IsAmbiguous && type.Kind != BodyKind.Multipart && (type.Charset.IsEmpty || Charsets.IsReadable(type.Charset.Span));
    }

    static bool IsDisposition(ReadOnlyMemory<char> value)
    {
        var end = value.Span.IndexOf(';');
        if (end < 0) return true;
        int names = 0, files = 0, extended = 0;
        var parameters = new Parameters(value[(end + 1)..]);
        while (parameters.Next())
        {
            var name = parameters.Name.Span;
            if (Ascii.EqualsIgnoreCase(name, "name")) names++;
            else if (Ascii.EqualsIgnoreCase(name, "filename")) files++;
            else if (Ascii.EqualsIgnoreCase(name, "filename*")) extended++;
            // `name*`, `filename*0` and the like.
            else if (name.StartsWith("name", StringComparison.OrdinalIgnoreCase) || name.StartsWith("filename", StringComparison.OrdinalIgnoreCase)) return false;
        }
        return !parameters.IsOdd && names <= 1 && files <= 1 && extended <= 1;
    }
}
