namespace Redoubt.Waf;

/// <summary>Every text of the query, names too.</summary>
sealed class QueryTexts : Field
{
    public override string Location => "ALL_QUERY_ARGS";

    public override string Key => "QUERY_TEXTS";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        SplitTarget(evaluation.Request.RawTarget, out _, out var query);
        ArgumentTexts.Add(query, evaluation, values);
    }
}
