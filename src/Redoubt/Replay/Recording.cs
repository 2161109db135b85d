using System.Text;
using System.Text.Json;

namespace Redoubt.Replay;

/// <summary>Reads recorded traffic from a file, a request at a time where the format allows it.</summary>
static class Recording
{
    // Of one line, and of a HAR capture, which is one document.
    const int MaxLine = 8 << 20;
    const long MaxDocument = 512 << 20;

    public static readonly IReadOnlyList<string> Formats = ["waf-log", "har", "access-log", "jsonl"];

    /// <summary>What a file looks like by its first character and its name; null where nobody can tell.</summary>
    public static string? Detect(string path)
    {
        using var reader = new StreamReader(path, Encoding.Latin1);
        var buffer = new char[4096];
        var start = new string(buffer, 0, reader.ReadBlock(buffer)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (start.Length == 0) return null;
        if (start[0] != '{') return start.Contains(" \"", StringComparison.Ordinal) ? "access-log" : null;
        if (start.Contains("\"httpRequest\"", StringComparison.Ordinal)) return "waf-log";
        if (path.EndsWith(".har", StringComparison.OrdinalIgnoreCase) || start.Contains("\"log\"", StringComparison.Ordinal)) return "har";
        return start.Contains("\"raw\"", StringComparison.Ordinal) ? "jsonl" : "waf-log";
    }

    /// <exception cref="RecordingException">A line or the document is none of the format.</exception>
    public static IEnumerable<RecordedTraffic> Read(string path, string format) => format switch
    {
        "har" => Har(path),
        "access-log" => Lines(path, AccessLog.Read),
        "jsonl" => Lines(path, line => Json(line, RawLine)),
        _ => Lines(path, line => Json(line, WafLog.Read)),
    };

    static IEnumerable<RecordedTraffic> Lines(string path, Func<string, RecordedTraffic> read)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.Length > MaxLine) throw new RecordingException($"{path}, line {number}: longer than {MaxLine >> 20} MB");
            RecordedTraffic request;
            try
            {
                request = read(line);
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw new RecordingException($"{path}, line {number}: {e.Message}");
            }
            yield return request;
        }
    }

    static List<RecordedTraffic> Har(string path)
    {
        if (new FileInfo(path).Length > MaxDocument) throw new RecordingException($"{path}: larger than {MaxDocument >> 20} MB");
        using var file = File.OpenRead(path);
        List<RecordedTraffic> requests;
        try
        {
            using var document = JsonDocument.Parse(file);
            requests = [.. document.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray().Select(HarEntry.Read)];
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RecordingException($"{path}: {e.Message}");
        }
        return requests;
    }

    static RecordedTraffic Json(string line, Func<JsonElement, RecordedTraffic> read)
    {
        using var document = JsonDocument.Parse(line);
        return read(document.RootElement);
    }

    // {"raw": "GET / HTTP/1.1\r\n…", "client": "…", "time": "…"}, one character per byte.
    static RecordedTraffic RawLine(JsonElement line) => new(
        Encoding.Latin1.GetBytes(line.GetProperty("raw").GetString() ?? throw new FormatException("`raw` is null")),
        line.TryGetProperty("client", out var client) ? client.GetString() ?? RecordedTraffic.NoClient : RecordedTraffic.NoClient,
        line.TryGetProperty("time", out var time) ? time.GetDateTimeOffset() : null,
        HasBody: true);
}
