namespace Redoubt.Waf;

/// <summary>The path as sent. A number sign does not end it: servers differ there, so what follows is inspected too.</summary>
sealed class UriPath : Field
{
    public override string Location => "URI";

    public override string Key => Location;

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        SplitTarget(evaluation.Request.RawTarget, out var path, out _);
        values.Add(default, path);
    }
}
