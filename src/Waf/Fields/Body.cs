namespace Redoubt.Waf;

/// <summary>The body as one text, as far as it is inspected.</summary>
sealed class Body(OversizeHandling oversize) : Field
{
    public override string Location => "BODY";

    public override string Key => $"{Location}|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var text = evaluation.Body(OversizeFields.Body);
        if (evaluation.Arena.Exhausted) values.Decided = Outcome.Error;
        else if (!IsOversize(evaluation) || !values.Conclude(oversize)) values.Add(default, text, WholeLength(evaluation.Request));
    }

    /// <summary>The text of a body that is read in some way.</summary>
    /// <returns>False where there is none, or something is concluded without it.</returns>
    public static bool TryRead(Evaluation evaluation, FieldValues values, OversizeHandling oversize, out ReadOnlyMemory<char> text)
    {
        text = evaluation.Body(OversizeFields.Body);
        if (evaluation.Arena.Exhausted) values.Decided = Outcome.Error;
        return values.Decided is null && !(IsOversize(evaluation) && values.Conclude(oversize)) && !text.IsEmpty;
    }

    public static bool IsOversize(Evaluation evaluation) =>
        evaluation.Request.BodyTruncated || evaluation.Request.Body.Length > evaluation.Limits.Body;

    // A size rule compares what the client sends, not what happens to be inspected of it.
    static long WholeLength(InspectedRequest request) => Math.Max(request.BodyLength ?? -1, request.Body.Length);
}
