namespace Redoubt.Waf;

/// <summary>Every argument's value. An argument without an equals sign is looked at whole, since servers differ on what it means.</summary>
sealed class AllQueryArguments : Field
{
    public override string Location => "ALL_QUERY_ARGS";

    public override string Key => Location;

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        SplitTarget(evaluation.Request.RawTarget, out _, out var query);
        var arguments = new Arguments(query);
        while (!values.IsFull && arguments.Next()) values.Add(arguments.Name, arguments.HasEquals ? arguments.Value : arguments.Name);
        if (!arguments.Rest.IsEmpty) values.Add(default, arguments.Rest);
    }
}
