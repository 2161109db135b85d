namespace Redoubt.Waf;

/// <summary>What a request says of its body. Read as servers do that agree with each other; where they do not, it is ambiguous.</summary>
readonly struct MediaType
{
    MediaType(ReadOnlyMemory<char> essence, ReadOnlyMemory<char> charset, ReadOnlyMemory<char> boundary, bool isAmbiguous)
    {
        Essence = essence;
        Charset = charset;
        Boundary = boundary;
        IsAmbiguous = isAmbiguous;
        Kind = KindOf(essence.Span);
    }

    /// <summary>Such as <c>text/xml</c>, in the case it came in; empty for none.</summary>
    public ReadOnlyMemory<char> Essence { get; }

    public ReadOnlyMemory<char> Charset { get; }

    public ReadOnlyMemory<char> Boundary { get; }

    /// <summary>Sent more than once, not by the grammar, or with a parameter that matters twice or in another spelling.</summary>
    public bool IsAmbiguous { get; }

    public BodyKind Kind { get; }

    public static MediaType Of(InspectedRequest request)
    {
        string? value = null;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "content-type")) continue;
            if (value is not null) return new(default, default, default, isAmbiguous: true);
            value = request.HeaderValue(i);
        }
        return value is null ? default : Read(value.AsMemory());
    }

    public static MediaType Read(ReadOnlyMemory<char> text)
    {
        var end = text.Span.IndexOf(';');
        var essence = (end < 0 ? text : text[..end]).Trim();
        var parameters = new Parameters(end < 0 ? default : text[(end + 1)..]);
        var ambiguous = !essence.IsEmpty && !IsEssence(essence.Span);
        ReadOnlyMemory<char>? charset = null, boundary = null;
        while (parameters.Next())
        {
            var name = parameters.Name.Span;
            var isCharset = Ascii.EqualsIgnoreCase(name, "charset");
            var isBoundary = Ascii.EqualsIgnoreCase(name, "boundary");
            if (isCharset && charset is null) charset = parameters.Value;
            else if (isBoundary && boundary is null) boundary = parameters.Value;
            else if (isCharset || isBoundary || IsSpelling(name)) ambiguous = true;
        }
        return new(essence, charset ?? default, boundary ?? default, ambiguous || parameters.IsOdd);
    }

    // `charset*`, `boundary*0`, `boundary ` and whatever else one server takes for the parameter and another does not.
    static bool IsSpelling(ReadOnlySpan<char> name) =>
        name.Contains("charset", StringComparison.OrdinalIgnoreCase) || name.Contains("boundary", StringComparison.OrdinalIgnoreCase);

    static bool IsEssence(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash > 0 && slash < text.Length - 1 && Parameters.IsToken(text[..slash]) && Parameters.IsToken(text[(slash + 1)..]);
    }

    static BodyKind KindOf(ReadOnlySpan<char> essence)
    {
        if (essence.IsEmpty) return BodyKind.None;
        if (Ascii.EqualsIgnoreCase(essence, "application/x-www-form-urlencoded")) return BodyKind.Form;
        if (StartsWith(essence, "multipart/")) return BodyKind.Multipart;
        if (Ascii.EqualsIgnoreCase(essence, "application/graphql")) return BodyKind.GraphQl;
        if (essence.Contains("json", StringComparison.OrdinalIgnoreCase)) return BodyKind.Json;
        if (StartsWith(essence, "image/svg") || essence.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || essence.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)) return BodyKind.Xml;
        if (StartsWith(essence, "text/")) return BodyKind.Text;
        if (essence.Contains('+')) return BodyKind.Other;
        foreach (var file in Files)
            if (StartsWith(essence, file)) return BodyKind.File;
        return BodyKind.Other;
    }

    static readonly string[] Files = ["image/", "audio/", "video/", "font/", "application/octet-stream", "application/pdf", "application/zip"];

    static bool StartsWith(ReadOnlySpan<char> text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What kind of body a media type stands for.</summary>
enum BodyKind
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>Something inspection does not know.</summary>
    Other,
    Form,
    Multipart,
    Json,
    Xml,
    GraphQl,
    Text,

    /// <summary>A picture, a recording, a document: bytes that no shop's code reads as text.</summary>
    File,
}
