namespace Redoubt.Waf;

/// <summary>Names, values or both of all headers or of some, cookies included, within the header limits.</summary>
sealed class Headers(NameFilter filter, MatchScope scope, OversizeHandling oversize) : Field
{
    public override string Location => "HEADERS";

    public override string Key => $"{Location}|{filter.Key}|{scope}|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var request = evaluation.Request;
        var inspected = Inspected(evaluation, out var lastLength);
        if (inspected < request.HeaderCount && values.Conclude(oversize)) return;
        for (var i = 0; i < request.HeaderCount && i <= inspected; i++)
        {
            var name = request.HeaderName(i).AsMemory();
            var value = request.HeaderValue(i).AsMemory();
            if (i == inspected)
            {
                // The line that crosses the limit is inspected as far as the limit reaches.
                if (lastLength <= name.Length) return;
                value = value[..Math.Min(value.Length, lastLength - name.Length)];
            }
            if (!filter.Takes(name.Span)) continue;
            if (scope != MatchScope.Value) values.Add(name, name);
            if (scope != MatchScope.Key) values.Add(name, value);
        }
    }

    /// <summary>How many header lines lie wholly within the limits, and how many bytes of the next one do.</summary>
    public static int Inspected(Evaluation evaluation, out int lastLength)
    {
        var request = evaluation.Request;
        var bytes = 0;
        lastLength = 0;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            var length = request.HeaderName(i).Length + request.HeaderValue(i).Length;
            if (i < evaluation.Limits.Headers && bytes + length <= evaluation.Limits.HeaderBytes)
            {
                bytes += length;
                continue;
            }
            evaluation.Oversize |= OversizeFields.Headers;
            if (i < evaluation.Limits.Headers) lastLength = evaluation.Limits.HeaderBytes - bytes;
            return i;
        }
        return request.HeaderCount;
    }
}
