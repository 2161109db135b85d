namespace Redoubt.Waf;

/// <summary>The values of every header line of one name, in any case, one by one.</summary>
sealed class SingleHeader(string name) : Field
{
    public override string Location => "HEADER";

    public override string Key => $"{Location}|{name.ToLowerInvariant()}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var request = evaluation.Request;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), name)) continue;
            values.Add(request.HeaderName(i).AsMemory(), request.HeaderValue(i).AsMemory());
        }
    }
}
