namespace Redoubt.Waf;

/// <summary>
/// Names, values or both of all cookies or of some, within the cookie limits. A cookie without an equals sign is name to some
/// servers and value to others: it is inspected as both.
/// </summary>
sealed class Cookies(NameFilter filter, MatchScope scope, OversizeHandling oversize) : Field
{
    public override string Location => "COOKIES";

    public override string Key => $"{Location}|{filter.Key}|{scope}|{oversize}";

    public override void Extract(Evaluation evaluation, FieldValues values)
    {
        var request = evaluation.Request;
        var bytes = evaluation.Limits.CookieBytes;
        var left = evaluation.Limits.Cookies;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (!Ascii.EqualsIgnoreCase(request.HeaderName(i), "cookie")) continue;
            var line = request.HeaderValue(i).AsMemory();
            var tooLong = line.Length > bytes;
            if (tooLong) line = line[..bytes];
            bytes -= line.Length;
            left -= Split(line, left, values, out var tooMany);
            if (!tooLong && !tooMany) continue;
            evaluation.Oversize |= OversizeFields.Cookies;
            values.Conclude(oversize);
            return;
        }
    }

    int Split(ReadOnlyMemory<char> line, int limit, FieldValues values, out bool tooMany)
    {
        var count = 0;
        tooMany = false;
        while (!line.IsEmpty)
        {
            var end = line.Span.IndexOf(';');
            var cookie = (end < 0 ? line : line[..end]).Trim();
            line = end < 0 ? default : line[(end + 1)..];
            if (cookie.IsEmpty) continue;
            if (count == limit)
            {
                tooMany = true;
                return count;
            }
            count++;
            Add(cookie, values);
        }
        return count;
    }

    void Add(ReadOnlyMemory<char> cookie, FieldValues values)
    {
        var equals = cookie.Span.IndexOf('=');
        var name = equals < 0 ? cookie : cookie[..equals].TrimEnd();
        var value = equals < 0 ? cookie : cookie[(equals + 1)..].TrimStart();
        if (!filter.Takes(name.Span)) return;
        if (scope != MatchScope.Value) values.Add(name, name);
        if (scope != MatchScope.Key) values.Add(name, value);
    }
}
