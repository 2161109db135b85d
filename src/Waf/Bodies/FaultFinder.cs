namespace Redoubt.Waf;

/// <summary>Finds what keeps a request from being inspected as its origin will read it.</summary>
static class FaultFinder
{
    public static RequestFaults Find(Evaluation evaluation)
    {
        var request = evaluation.Request;
        var faults = OfHeaders(request);
        if (request.Body.IsEmpty && !request.BodyTruncated) return faults;
        var continues = Body.IsOversize(evaluation);
        if (continues) faults |= RequestFaults.BodyContinues;
        var type = MediaType.Of(request);
        if (type.IsAmbiguous) faults |= RequestFaults.ContentType;
        if (!type.Charset.IsEmpty && !Charsets.IsReadable(type.Charset.Span)) faults |= RequestFaults.Charset;
        return faults | OfText(evaluation.Body(OversizeFields.Body), type, continues, evaluation);
    }

    static RequestFaults OfHeaders(InspectedRequest request)
    {
        var faults = OverlongUtf8.IsIn(request.RawTarget) ? RequestFaults.OverlongUtf8 : RequestFaults.None;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            var name = request.HeaderName(i);
            var value = request.HeaderValue(i).AsSpan().Trim(" \t");
            if (Ascii.EqualsIgnoreCase(name, "cookie") && OverlongUtf8.IsIn(value)) faults |= RequestFaults.OverlongUtf8;
            if (Ascii.EqualsIgnoreCase(name, "content-encoding") && !value.IsEmpty && !Ascii.EqualsIgnoreCase(value, "identity")) faults |= RequestFaults.ContentEncoding;
        }
        return faults;
    }

    static RequestFaults OfText(ReadOnlyMemory<char> text, MediaType type, bool continues, Evaluation evaluation)
    {
        if (text.IsEmpty || type.Kind == BodyKind.File) return RequestFaults.None;
        if (type.Kind == BodyKind.Multipart)
            return new MultipartGrammar(text, type.Boundary.Span).Holds(continues) ? RequestFaults.None : RequestFaults.Multipart;

        var faults = OverlongUtf8.IsIn(text.Span) ? RequestFaults.OverlongUtf8 : RequestFaults.None;
        if (Charsets.BeginsUnreadably(text.Span) || Charsets.OfXml(text.Span) is { IsEmpty: false } encoding && !Charsets.IsReadable(encoding)) faults |= RequestFaults.Charset;
        if (BinaryText.IsIn(text.Span)) faults |= RequestFaults.Binary;
        switch (type.Kind)
        {
            case BodyKind.Json:
                if (!new JsonGrammar(text.Span, evaluation.Nesting).Holds(continues)) faults |= RequestFaults.Json;
                break;
            case BodyKind.GraphQl:
                if (!GraphQlText.Read(text, evaluation, null) && !continues) faults |= RequestFaults.GraphQl;
                break;
        }
        if (type.Kind == BodyKind.Xml || XmlBody.IsDeclared(text.Span)) faults |= OfXml(text, continues);
        return faults;
    }

    static RequestFaults OfXml(ReadOnlyMemory<char> text, bool continues)
    {
        var xml = new XmlText(text, null, default);
        xml.Read(continues);
        var begins = Bom.Skip(text.Span).TrimStart(" \t\r\n") is { IsEmpty: false } rest && rest[0] == '<';
        return (xml.IsWellFormed && begins ? RequestFaults.None : RequestFaults.Xml) | (xml.HasDoctype ? RequestFaults.XmlDoctype : RequestFaults.None);
    }
}
