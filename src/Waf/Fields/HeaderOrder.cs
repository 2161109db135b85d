namespace Redoubt.Waf;

/// <summary>The names of the headers within the limits, in lower case and in order, such as <c>host:user-agent:accept</c>.</summary>
sealed class HeaderOrder(OversizeHandling oversize) : Field
{
    public override string Location => "HEADER_ORDER";

    public override string Key => $"{Location}|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var request = evaluation.Request;
        var inspected = Headers.Inspected(evaluation, out _);
        if (inspected < request.HeaderCount && values.Conclude(oversize)) return;
        var length = 0;
        for (var i = 0; i < inspected; i++) length += request.HeaderName(i).Length + 1;
        if (!evaluation.Arena.TryRent(length, out var text))
        {
            values.Decided = Outcome.Error;
            return;
        }
        var at = 0;
        for (var i = 0; i < inspected; i++)
        {
            if (i > 0) text.Span[at++] = ':';
            foreach (var c in request.HeaderName(i)) text.Span[at++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }
        values.Add(default, text[..at]);
    }
}
