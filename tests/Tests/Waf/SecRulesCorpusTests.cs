using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>The published transformation and operator cases, for everything AWS's engine has in common with them.</summary>
public sealed partial class SecRulesCorpusTests(ITestOutputHelper output)
{
    const string Archive = "waf/secrules-language-tests.tar.xz";

    static readonly (string File, string Type)[] Transformations =
    [
        ("base64Decode", "BASE64_DECODE"), ("base64DecodeExt", "BASE64_DECODE_EXT"), ("cmdLine", "CMD_LINE"), ("compressWhitespace", "COMPRESS_WHITE_SPACE"),
        ("cssDecode", "CSS_DECODE"), ("escapeSeqDecode", "ESCAPE_SEQ_DECODE"), ("hexDecode", "HEX_DECODE"), ("htmlEntityDecode", "HTML_ENTITY_DECODE"),
        ("jsDecode", "JS_DECODE"), ("lowercase", "LOWERCASE"), ("md5", "MD5"), ("normalisePath", "NORMALIZE_PATH"), ("normalisePathWin", "NORMALIZE_PATH_WIN"),
        ("removeNulls", "REMOVE_NULLS"), ("replaceComments", "REPLACE_COMMENTS"), ("replaceNulls", "REPLACE_NULLS"), ("sqlHexDecode", "SQL_HEX_DECODE"),
        ("urlDecode", "URL_DECODE"), ("urlDecodeUni", "URL_DECODE_UNI"), ("utf8toUnicode", "UTF8_TO_UNICODE"),
    ];

    static readonly (string File, Func<string, string, bool> Holds)[] Operators =
    [
        ("beginsWith", (p, i) => Bytes(p, i, PositionalConstraint.StartsWith)),
        ("contains", (p, i) => Bytes(p, i, PositionalConstraint.Contains)),
        ("containsWord", (p, i) => p.All(c => char.IsAsciiLetterOrDigit(c)) && p.Length > 0 ? Bytes(p, i, PositionalConstraint.ContainsWord) : p.Length == 0),
        ("endsWith", (p, i) => Bytes(p, i, PositionalConstraint.EndsWith)),
        ("streq", (p, i) => Bytes(p, i, PositionalConstraint.Exactly)),
        ("strmatch", (p, i) => Bytes(p, i, PositionalConstraint.Contains)),
        ("rx", (p, i) => BytePattern.Compile(p, out _)?.Match(i, out _, out _) == Outcome.Match),
        ("ipMatch", InBlocks),
        ("detectSQLi", (_, input) => SqlInjection.IsIn(input, SensitivityLevel.Low, out var start, out var length)),
        ("detectXSS", (_, input) => CrossSiteScripting.IsIn(input, out var start, out var length)),
    ];

    [Fact]
    public void Transformation_cases_pass()
    {
        var folder = Path.Combine(SharedData.Unpack(Archive), "transformations");
        var failures = new List<string>();
        var total = 0;

        foreach (var (file, type) in Transformations)
            foreach (var (input, expected, _, _) in Cases(Path.Combine(folder, $"{file}.json")))
            {
                total++;
                var actual = TransformTests.Apply(type, input);
                if (actual != expected) failures.Add($"{file}: `{input}` gives `{actual}`, not `{expected}`");
            }

        output.WriteLine($"{total - failures.Count} of {total} transformation cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Operator_cases_pass()
    {
        var folder = Path.Combine(SharedData.Unpack(Archive), "operators");
        var failures = new List<string>();
        var total = 0;

        foreach (var (file, holds) in Operators)
            foreach (var (input, _, parameter, expected) in Cases(Path.Combine(folder, $"{file}.json")))
            {
                total++;
                // Here a NUL is written `\0`.
                if (holds(parameter, input.Replace("\\0", "\0", StringComparison.Ordinal)) != expected) failures.Add($"{file}: `{parameter}` on `{input}` is not {expected}");
            }

        output.WriteLine($"{total - failures.Count} of {total} operator cases");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    static bool Bytes(string search, string input, PositionalConstraint position) =>
        new ByteMatchProbe(search, position).Holds(input);

    static bool InBlocks(string blocks, string input)
    {
        var cidrs = blocks.Split(',').Select(b => b.Trim()).Select(b => b.Contains('/') ? b : $"{b}/{(b.Contains(':') ? 128 : 32)}").ToArray();
        return IpSet.Compile(cidrs, [])?.Contains(IPAddress.Parse(input)) == true;
    }

    static IEnumerable<(string Input, string Output, string Parameter, bool Holds)> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var test in document.RootElement.EnumerateArray())
            yield return (Text(test, "input"), Text(test, "output"), Text(test, "param", raw: true), test.GetProperty("ret").GetInt32() == 1);
    }

    // The cases write bytes as `\xHH` and `\uHHHH` in their strings, besides JSON's own escapes.
    static string Text(JsonElement test, string member, bool raw = false)
    {
        if (!test.TryGetProperty(member, out var value)) return "";
        var text = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value.GetString()!));
        if (raw) return text;
        text = HexByte().Replace(text, m => ((char)Prefix(m.Groups[1].Value)).ToString());
        return Unit().Replace(text, m => ((char)Prefix(m.Groups[1].Value)).ToString());
    }

    static int Prefix(string digits)
    {
        var valid = digits.TakeWhile(char.IsAsciiHexDigit).ToArray();
        return valid.Length == 0 ? 0 : int.Parse(valid, NumberStyles.AllowHexSpecifier) & 0xFF;
    }

    [GeneratedRegex(@"\\x([a-z0-9A-Z]{2})")]
    private static partial Regex HexByte();

    [GeneratedRegex(@"\\u([a-z0-9A-Z]{4})")]
    private static partial Regex Unit();
}

/// <summary>A byte match on one bare value.</summary>
sealed class ByteMatchProbe(string search, PositionalConstraint position)
{
    public bool Holds(string text) => Of.Matches(Of.Bytes(new SingleHeaderField("x"), search, position), new WireRequest().With("x", text));
}
