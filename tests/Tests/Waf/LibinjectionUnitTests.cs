using System.Text;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>
/// libinjection's unit cases as far as they speak of verdicts: its `sqli` cases expect a fingerprint or nothing. The others list that
/// library's own tokens (`tokens`, `folding`, `html5`) with types and merges that exist nowhere else; of those the text alone is used, as
/// odd input that must be read to its end.
/// </summary>
public sealed class LibinjectionUnitTests(ITestOutputHelper output)
{
    // A comment within a comment, and a word before a comment that hides nothing: too common in style sheets and paths.
    static readonly string[] Apart = ["test-sqli-007", "test-sqli-012"];

    [Fact]
    public void Verdicts_are_the_same()
    {
        var cases = Cases("test-sqli-*.txt").Where(c => !Apart.Contains(c.Name)).ToList();

        var differing = cases.Where(c => IsSql(c.Input) != (c.Expected.Length > 0)).Select(c => $"{c.Name}: {c.Input}").ToList();

        output.WriteLine($"{cases.Count - differing.Count} of {cases.Count}");
        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    [Fact]
    public void Every_input_is_read_to_its_end()
    {
        foreach (var (name, input, _) in Cases("test-*.txt"))
        {
            SqlInjection.Inspect(input, SensitivityLevel.High, out var sql);
            CrossSiteScripting.Inspect(input, out _, out _, out var markup);

            Assert.True(sql <= input.Length * 20 && markup <= input.Length * 4 + 16, name);
        }
    }

    [Fact]
    public void Elements_that_run_script_are_found_where_the_tokenizer_opens_them()
    {
        var opening = Cases("test-html5-*.txt").Where(c => c.Expected.Contains("TAG_NAME_OPEN,6,script", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(opening);
        Assert.All(opening, c => Assert.True(CrossSiteScripting.IsIn(c.Input, out _, out _), c.Input));
    }

    static IEnumerable<(string Name, string Input, string Expected)> Cases(string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Unpack("waf/libinjection-tests-data.tar.xz"), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            var input = text.IndexOf("--INPUT--", StringComparison.Ordinal) + "--INPUT--\n".Length;
            var expected = text.IndexOf("--EXPECTED--", StringComparison.Ordinal);
            yield return (Path.GetFileNameWithoutExtension(file), text[input..expected].TrimEnd('\n'), text[(expected + "--EXPECTED--".Length)..].Trim());
        }
    }

    static bool IsSql(string text) => SqlInjection.IsIn(text, SensitivityLevel.Low, out _, out _);
}
