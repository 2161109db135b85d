namespace Redoubt.Waf;

/// <summary>What follows the first number sign of the target; clients that keep to the standard send none.</summary>
sealed class UriFragment(Fallback? fallback) : Field
{
    public override string Location => "URI_FRAGMENT";

    public override string Key => $"{Location}|{fallback}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var target = evaluation.Request.RawTarget;
        var mark = target.IndexOf('#');
        if (mark >= 0) values.Add(default, target.AsMemory(mark + 1));
        else if (fallback is { } conclude) values.Decided = conclude == Fallback.Match ? Outcome.Match : Outcome.NoMatch;
    }
}
