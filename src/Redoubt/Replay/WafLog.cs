using System.Text.Json;

namespace Redoubt.Replay;

/// <summary>A line of AWS WAF's log, ours or AWS's: it has everything but the body.</summary>
static class WafLog
{
    public static RecordedTraffic Read(JsonElement line)
    {
        var request = line.GetProperty("httpRequest");
        var method = Text(request, "httpMethod") ?? "GET";
        var args = Text(request, "args");
        var target = (Text(request, "uri") ?? "/") + (string.IsNullOrEmpty(args) ? "" : "?" + args);
        var headers = request.TryGetProperty("headers", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(header => (Text(header, "name") ?? "", Text(header, "value") ?? ""))
            : [];
        var time = line.TryGetProperty("timestamp", out var stamp) ? DateTimeOffset.FromUnixTimeMilliseconds(stamp.GetInt64()) : (DateTimeOffset?)null;
        return RecordedTraffic.Of(method, target, headers, [], Text(request, "clientIp"), time, hasBody: method is "GET" or "HEAD" or "OPTIONS");
    }

    static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
