namespace Redoubt.Waf;

/// <summary>
/// The body as one text where an attack in it could be read: not that of a picture or another file, in whose bytes anything can be
/// found, and not one in parts, which are looked at one by one.
/// </summary>
sealed class ReadableBody(OversizeHandling oversize) : Field
{
    static readonly string[] Files = ["image/", "audio/", "video/", "font/", "application/octet-stream", "application/pdf", "application/zip"];

    readonly Body whole = new(oversize);

    public override string Location => whole.Location;

    public override string Key => $"READABLE|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var type = ContentType(evaluation.Request);
        if (MultipartBody.HasBoundary(type) || IsFile(type) && BinaryText.IsIn(evaluation.Body(OversizeFields.Body).Span)) return;
        whole.Extract(evaluation, values);
    }

    // The one that was sent; an odd number of them is looked at whole.
    static string? ContentType(InspectedRequest request)
    {
        string? type = null;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "content-type")) continue;
            if (type is not null) return null;
            type = request.HeaderValue(i);
        }
        return type;
    }

    static bool IsFile(string? type)
    {
        if (type is null) return false;
        var trimmed = type.AsSpan().TrimStart();
        foreach (var file in Files)
            if (trimmed.Length >= file.Length && Ascii.EqualsIgnoreCase(trimmed[..file.Length], file)) return true;
        return false;
    }
}
