namespace Redoubt.Waf;

/// <summary>
/// The names and values of a form body's arguments. A body counts as a form unless its media type says plainly that it is
/// something else: a missing, repeated or odd Content-Type must not switch inspection off.
/// </summary>
sealed class FormArguments(OversizeHandling oversize) : Field
{
    static readonly string[] OtherMediaTypes = ["multipart/", "application/json", "application/xml", "application/octet-stream", "text/", "image/", "audio/", "video/"];

    public override string Location => "BODY";

    public override string Key => $"FORM|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        if (IsForm(evaluation.Request) && Body.TryRead(evaluation, values, oversize, out var text)) ArgumentTexts.Add(text, evaluation, values);
    }

    public static bool IsForm(InspectedRequest request)
    {
        var types = 0;
        var others = 0;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "content-type")) continue;
            types++;
            if (IsOther(request.HeaderValue(i).AsSpan().TrimStart())) others++;
        }
        return types == 0 || others < types;
    }

    static bool IsOther(ReadOnlySpan<char> mediaType)
    {
        foreach (var other in OtherMediaTypes)
            if (mediaType.Length >= other.Length && Ascii.EqualsIgnoreCase(mediaType[..other.Length], other)) return true;
        return false;
    }
}
