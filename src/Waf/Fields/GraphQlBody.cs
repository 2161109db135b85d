namespace Redoubt.Waf;

/// <summary>The strings of a GraphQL document in the body.</summary>
sealed class GraphQlBody(OversizeHandling oversize) : Field
{
    public override string Location => "BODY";

    public override string Key => $"GRAPHQL|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        if (!Body.TryRead(evaluation, values, oversize, out var text)) return;
        if (MediaType.Of(evaluation.Request).Kind == BodyKind.GraphQl) GraphQlText.Read(text, evaluation, values);
        else if (JsonTexts.IsLikely(text.Span)) AddQueries(text, evaluation, values);
    }

    static void AddQueries(ReadOnlyMemory<char> json, Evaluation evaluation, FieldValues values)
    {
        var members = new FieldValues(evaluation.Arena);
        new JsonReader(json, MatchScope.Value, null, evaluation, members).Read(truncated: true);
        values.Decided = members.Decided;
        for (var i = 0; i < members.Count && values.Decided is null; i++)
            if (members[i].Name.Span is "query") GraphQlText.Read(members[i].Text, evaluation, values);
    }
}
