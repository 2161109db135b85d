using System.Globalization;
using System.Text.RegularExpressions;

namespace Redoubt.Replay;

/// <summary>A line of a web server's access log in the common or combined format: request line, referrer and user agent, no more.</summary>
static partial class AccessLog
{
    public static RecordedTraffic Read(string line)
    {
        var match = Line().Match(line);
        if (!match.Success) throw new FormatException("no line of a common or combined access log");
        var request = Unescape(match.Groups["request"].Value).Split(' ');
        if (request.Length < 2) throw new FormatException("no request line");
        var headers = new List<(string, string)> { ("Host", "localhost") };
        foreach (var (group, name) in (ReadOnlySpan<(string, string)>)[("referrer", "Referer"), ("agent", "User-Agent")])
            if (match.Groups[group].Value is { Length: > 0 } value && value != "-") headers.Add((name, Unescape(value)));
        var time = DateTimeOffset.TryParseExact(
            match.Groups["time"].Value, "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : (DateTimeOffset?)null;
        return RecordedTraffic.Of(request[0], request[1], headers, [], match.Groups["client"].Value, time, hasBody: request[0] is "GET" or "HEAD" or "OPTIONS");
    }

    // Servers write quotes and odd bytes as \xNN.
    static string Unescape(string text) => Escape().Replace(text, match => match.Groups[1].Success ? ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString() : match.Value[1..]);

    [GeneratedRegex("""^(?<client>[0-9a-fA-F.:]+) \S+ \S+ \[(?<time>[^\]]+)\] "(?<request>(?:[^"\\]|\\.)*)" \d+ \S+(?: "(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)")?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("""\\(?:x([0-9a-fA-F]{2})|.)""")]
    private static partial Regex Escape();
}
