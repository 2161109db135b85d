namespace Redoubt.Waf;

/// <summary>A fingerprint of the client's TLS greeting; a request without one is decided by the fallback.</summary>
sealed class Fingerprint(bool isJa4, Fallback fallback) : Field
{
    public override string Location => isJa4 ? "JA4_FINGERPRINT" : "JA3_FINGERPRINT";

    public override string Key => $"{Location}|{fallback}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var text = isJa4 ? evaluation.Request.Ja4 : evaluation.Request.Ja3;
        if (text is not null) values.Add(default, text.AsMemory());
        else values.Decided = fallback == Fallback.Match ? Outcome.Match : Outcome.NoMatch;
    }
}
