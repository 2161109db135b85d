namespace Redoubt.Waf;

/// <summary>
/// Every text of the body, by every reading that an origin could give it. The whole is a text too, unless one reading that the media
/// type names explains all of it: a form's, parts', strict JSON's or XML's. Files are no text.
/// </summary>
sealed class BodyTexts(OversizeHandling oversize) : Field
{
    public override string Location => "BODY";

    public override string Key => $"TEXTS|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        if (!Body.TryRead(evaluation, values, oversize, out var text)) return;
        var request = evaluation.Request;
        var type = MediaType.Of(request);
        var explained = type.Kind == BodyKind.File && BinaryText.IsIn(text.Span);
        explained |= MultipartBody.Add(evaluation, text, values) && !type.IsAmbiguous;
        if (!explained && FormArguments.IsForm(request)) ArgumentTexts.Add(text, evaluation, values);
        if (!explained && type.Kind == BodyKind.GraphQl) GraphQlText.Read(text, evaluation, values);
        if (!explained && JsonTexts.IsLikely(text.Span))
        {
            JsonTexts.Add(text, evaluation, values);
            explained = type.Kind == BodyKind.Json && new JsonGrammar(text.Span, evaluation.Nesting).Holds(Body.IsOversize(evaluation));
        }
        if (!explained && XmlBody.IsLikely(text.Span, type.Kind)) explained = XmlBody.Add(text, evaluation, values) && type.Kind == BodyKind.Xml;
        if (!explained && values.Decided is null) values.Add(default, text);
    }
}
