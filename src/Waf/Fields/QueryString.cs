namespace Redoubt.Waf;

/// <summary>The query as sent, without its question mark; empty where there is none.</summary>
sealed class QueryString : Field
{
    public override string Location => "QUERY_STRING";

    public override string Key => Location;

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        SplitTarget(evaluation.Request.RawTarget, out _, out var query);
        values.Add(default, query);
    }
}
