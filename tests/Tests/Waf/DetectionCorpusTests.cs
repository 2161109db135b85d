using System.Text;
using System.Text.Json;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>
/// Detection and false positives over published collections, of the large ones a fixed part to stay fast. The rules were tuned on
/// libinjection's lists and mgm's SQL list; one exception came from blazehttp.
/// </summary>
public sealed class DetectionCorpusTests(ITestOutputHelper output)
{
    // One sample in so many of the largest collections.
    const int Stride = 10;

    [Fact]
    public void Published_sql_injections_are_found()
    {
        var folder = SharedData.Unpack("waf/libinjection-tests-data.tar.xz");

        var samples = Files(folder, "sqli-*.txt").SelectMany(Lines).Select(Decoded);

        AtLeast(99.7, "libinjection sqli", samples, Sql);
    }

    [Fact]
    public void Published_false_positives_are_left_alone()
    {
        var folder = SharedData.Unpack("waf/libinjection-tests-data.tar.xz");
        var samples = Files(folder, "false_positives.txt").SelectMany(Lines).ToList();

        var flagged = samples.Where(Sql).ToList();

        output.WriteLine($"{flagged.Count} of {samples.Count} flagged");
        Assert.True(flagged.Count <= 3, string.Join('\n', flagged));
    }

    [Fact]
    public void Published_scripts_are_found()
    {
        var folder = SharedData.Unpack("waf/libinjection-tests-data.tar.xz");

        AtLeast(98.2, "libinjection xss", Files(folder, "xss-*.txt").SelectMany(Lines).Select(Decoded), CrossSite);
    }

    [Theory]
    [InlineData("sqli", 1, 97.0)]
    [InlineData("xss", Stride, 99.9)]
    public void Attack_payloads_are_blocked(string kind, int stride, double least)
    {
        var folder = SharedData.Unpack("waf/mgm-waf-payload-collection.tar.xz");
        var acl = DetectionAcl.Compile();
        var payloads = Files(folder, "true-positives.txt").Where(f => f.Contains($"/{kind}/", StringComparison.Ordinal)).SelectMany(f => File.ReadLines(f, Encoding.Latin1)).Where((l, i) => l.Length > 0 && i % stride == 0).ToList();

        AtLeast(least, $"mgm {kind}, query", payloads, p => acl.Evaluate(new WireRequest($"/?p={Encoded(p)}")).Action == ActionKind.Block);
        AtLeast(least, $"mgm {kind}, form", payloads, p => acl.Evaluate(new WireRequest(method: "POST").WithBody($"p={Encoded(p)}")).Action == ActionKind.Block);
    }

    [Fact]
    public void Recorded_legitimate_traffic_passes()
    {
        var acl = DetectionAcl.Compile();
        var counts = new Dictionary<(string Label, ActionKind Action), int>();

        foreach (var line in Encoding.UTF8.GetString(SharedData.Decompress("waf/blazehttp-dev.jsonl.xz")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % Stride == 0))
        {
            using var sample = JsonDocument.Parse(line);
            var request = WireRequest.Parse(sample.RootElement.GetProperty("raw").GetString()!);
            var key = (sample.RootElement.GetProperty("label").GetString()!, acl.Evaluate(request).Action);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        var flagged = counts.GetValueOrDefault(("white", ActionKind.Block));
        var passed = counts.GetValueOrDefault(("white", ActionKind.Allow));
        output.WriteLine(string.Join(", ", counts.Select(c => $"{c.Key.Label} {c.Key.Action}: {c.Value}")));
        Assert.InRange(100.0 * flagged / (flagged + passed), 0, 0.35);
    }

    void AtLeast(double percent, string what, IEnumerable<string> samples, Func<string, bool> found)
    {
        var total = 0;
        var hits = 0;
        foreach (var sample in samples)
        {
            total++;
            if (found(sample)) hits++;
        }
        output.WriteLine($"{what}: {hits} of {total}, {100.0 * hits / total:F2} %");
        Assert.True(100.0 * hits / total >= percent, $"{what}: {100.0 * hits / total:F2} %");
    }

    static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    static IEnumerable<string> Lines(string file) => File.ReadLines(file, Encoding.Latin1).Where(line => line.Length > 0 && line[0] != '#');

    static string Decoded(string text) => TransformTests.Apply("URL_DECODE", text);

    static string Encoded(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"%{(int)c:x2}"));

    static bool Sql(string text) => SqlInjection.IsIn(text, SensitivityLevel.Low, out var start, out var length);

    static bool CrossSite(string text) => CrossSiteScripting.IsIn(text, out var start, out var length);
}
