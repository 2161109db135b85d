namespace Redoubt.Waf;

/// <summary>Keys, values or both of a JSON body, everywhere or below some pointers; whatever media type the request claims.</summary>
sealed class JsonBody(JsonBodyField definition) : Field
{
    readonly JsonPointers? pointers = definition.IncludedPaths is { } paths ? new JsonPointers(paths) : null;

    public override string Location => "JSON_BODY";

    public override string Key => $"{Location}|{(pointers is null ? "*" : pointers.Key)}|{definition.Scope}|{definition.Invalid}|{definition.Oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var text = evaluation.Body(OversizeFields.JsonBody);
        if (evaluation.Arena.Exhausted) values.Decided = Outcome.Error;
        var oversize = Body.IsOversize(evaluation);
        if (values.Decided is not null || (oversize && values.Conclude(definition.Oversize))) return;
        var reader = new JsonReader(text, definition.Scope, pointers, evaluation, values);
        if (reader.Read(truncated: oversize) || values.Decided is not null) return;
        switch (definition.Invalid)
        {
            case InvalidJson.Match: values.Decided = Outcome.Match; break;
            case InvalidJson.NoMatch: values.Decided = Outcome.NoMatch; break;
            case InvalidJson.EvaluateAsString:
                values.Clear();
                values.Add(default, text);
                break;
        }
    }
}
