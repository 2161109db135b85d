namespace Redoubt.Waf;

/// <summary>The texts of an XML body: one whose media type says so, or that begins as XML does.</summary>
sealed class XmlBody(OversizeHandling oversize) : Field
{
    public override string Location => "BODY";

    public override string Key => $"XML|{oversize}";

    /// <summary>Whether a text says itself that it is XML, whatever the media type.</summary>
    public static bool IsDeclared(ReadOnlySpan<char> text)
    {
        text = Bom.Skip(text).TrimStart(" \t\r\n");
        return text.StartsWith("<?xml") || text.StartsWith("<!DOCTYPE") && text.Contains('[');
    }

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        if (Body.TryRead(evaluation, values, oversize, out var text) && IsLikely(text.Span, MediaType.Of(evaluation.Request).Kind)) Add(text, evaluation, values);
    }

    public static bool IsLikely(ReadOnlySpan<char> text, BodyKind kind)
    {
        if (kind is BodyKind.Multipart or BodyKind.File) return false;
        text = Bom.Skip(text).TrimStart(" \t\r\n");
        return !text.IsEmpty && text[0] == '<';
    }

    /// <returns>True where XML is all there is to the text: it ends and nests, and needs no document type.</returns>
    public static bool Add(ReadOnlyMemory<char> text, Evaluation evaluation, FieldValues values)
    {
        text = Bom.Skip(text);
        if (!evaluation.Arena.TryRent(text.Length, out var room))
        {
            values.Decided = Outcome.Error;
            return false;
        }
        var xml = new XmlText(text, values, room);
        if (!xml.Read(Body.IsOversize(evaluation))) values.Decided = Outcome.Error;
        return xml.IsWellFormed && !xml.HasDoctype;
    }
}
