using System.Text;
using System.Text.Json;

namespace Redoubt.Replay;

/// <summary>An entry of an HTTP archive, as browsers save it.</summary>
static class HarEntry
{
    public static RecordedTraffic Read(JsonElement entry)
    {
        var request = entry.GetProperty("request");
        if (!Uri.TryCreate(request.GetProperty("url").GetString(), UriKind.Absolute, out var url)) throw new FormatException("an entry's URL is none");
        var headers = request.GetProperty("headers").EnumerateArray()
            .Select(header => (Name: header.GetProperty("name").GetString() ?? "", Value: header.GetProperty("value").GetString() ?? "")).ToList();
        if (!headers.Any(header => header.Name.Equals("host", StringComparison.OrdinalIgnoreCase))) headers.Insert(0, ("Host", url.Authority));
        // The URL as it stands: its query must not be encoded anew.
        var whole = url.OriginalString;
        var path = whole.IndexOf('/', whole.IndexOf("//", StringComparison.Ordinal) + 2);
        var target = path < 0 ? "/" : whole[path..].Split('#')[0];
        var time = entry.TryGetProperty("startedDateTime", out var started) ? started.GetDateTimeOffset() : (DateTimeOffset?)null;
        return RecordedTraffic.Of(request.GetProperty("method").GetString() ?? "GET", target, headers, Body(request, out var hasBody), client: null, time, hasBody);
    }

    static byte[] Body(JsonElement request, out bool hasBody)
    {
        hasBody = true;
        if (request.TryGetProperty("postData", out var data) && data.TryGetProperty("text", out var text))
        {
            var encoded = data.TryGetProperty("encoding", out var encoding) && encoding.GetString() == "base64";
            return encoded ? text.GetBytesFromBase64() : Encoding.UTF8.GetBytes(text.GetString() ?? "");
        }
        // A browser that kept only the form's fields has lost the bytes.
        hasBody = !request.TryGetProperty("bodySize", out var size) || !size.TryGetInt64(out var bytes) || bytes <= 0;
        return [];
    }
}
