using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Waf;
using Ascii = Redoubt.Waf.Ascii;
using Outcome = Redoubt.Waf.Outcome;

namespace Redoubt.Tests.Waf;

/// <summary>A pattern is run only where a text that it needs occurs. That must never hide a match.</summary>
public sealed class LiteralGateTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("union", "union")]
    [InlineData(@"union\s+select", "select")]
    [InlineData("(?i)UnIoN", "union")]
    [InlineData("a(?:bc|de)f", "abcf adef")]
    [InlineData("colou?rful", "colorful colourful")]
    [InlineData("(?:ab){2}", "abab")]
    [InlineData("x?/etc/passwd|boot\\.ini", "boot.ini x/etc/passwd /etc/passwd")]
    [InlineData(@"^\xbcscript\b", "\u00BCscript")]
    [InlineData("[fF][oO]o+bar", "bar")]
    [InlineData("(?:foo|bar+z).*", "ba foo")]
    [InlineData("abc(?=def)", "abc")]
    [InlineData("abc(?!def)d", "abcd")]
    public void What_a_pattern_needs_is_found(string pattern, string expected)
    {
        var required = BytePattern.Compile(pattern, out _)!.Required;

        Assert.NotNull(required);
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), required.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a|bcd")]
    [InlineData("(?:abc)*")]
    [InlineData("(?:abc){0,3}x")]
    [InlineData(@"\w+\s\d")]
    [InlineData("[^a]bc?")]
    [InlineData("(?:abc|.*)")]
    [InlineData("(?=abc)")]
    public void A_pattern_that_needs_nothing_is_always_run(string pattern) => Assert.Null(BytePattern.Compile(pattern, out _)!.Required);

    [Fact]
    public void The_automaton_finds_what_plain_searches_find()
    {
        var letters = Gen.Elements("abAB\u00E9\0".ToCharArray());
        var literals = letters.Select(Ascii.Lower).NonEmptyListOf().Select(list => new string([.. list.Take(5)])).NonEmptyListOf();
        var texts = letters.ListOf().Select(list => new string([.. list]));

        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Zip(literals, texts).ToArbitrary(), test =>
        {
            var (wanted, text) = (test.Item1.ToArray(), test.Item2);
            var found = Scan(new LiteralAutomaton(wanted), text);
            var lower = string.Concat(text.Select(Ascii.Lower));
            return Enumerable.Range(0, wanted.Length).All(i => found(i) == lower.Contains(wanted[i], StringComparison.Ordinal));
        }));
    }

    [Fact]
    public void What_matches_contains_what_is_needed()
    {
        var leaf = Gen.Elements("a", "b", "ab", "B", ".", "[ab]", "[^b]", @"\w", @"\x41", "(?i)", "^", "$", @"\b", "(?=a)", "(?!b)", "(?<=a)");
        var repeat = Gen.Elements("", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "??", "+?");
        Gen<string> Pattern(int depth) => depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Gen.Zip(Pattern(depth - 1), repeat).Select(p => $"(?:{p.Item1}){p.Item2}"),
            Gen.Zip(Pattern(depth - 1), Pattern(depth - 1)).Select(p => p.Item1 + p.Item2),
            Gen.Zip(Pattern(depth - 1), Pattern(depth - 1)).Select(p => $"(?:{p.Item1}|{p.Item2})"),
            Gen.Zip(Pattern(depth - 1), Pattern(depth - 1)).Select(p => $"{p.Item1}|{p.Item2}"));
        var texts = Gen.Elements("abABc \u00E9".ToCharArray()).ListOf().Select(list => new string([.. list]));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Gen.Zip(Pattern(4), texts.ArrayOf(8)).ToArbitrary(), test =>
            BytePattern.Compile(test.Item1, out _) is not { } pattern || test.Item2.All(text => IsKept(pattern, text))));
    }

    [Fact]
    public void No_match_is_missed_over_published_patterns_and_payloads()
    {
        var patterns = Patterns().Select(pattern => BytePattern.Compile(pattern, out _)).OfType<BytePattern>().ToArray();
        var gated = patterns.Where(pattern => pattern.Required is not null).ToArray();
        var automaton = new LiteralAutomaton([.. gated.SelectMany(pattern => pattern.Required!)]);
        var (runs, passed, matches) = (0, 0, 0);

        foreach (var text in Texts())
        {
            var found = Scan(automaton, text);
            var first = 0;
            foreach (var pattern in gated)
            {
                var open = Enumerable.Range(first, pattern.Required!.Length).Any(found);
                first += pattern.Required.Length;
                var matched = pattern.Match(text, out _, out _) == Outcome.Match;
                Assert.True(open || !matched, $"{string.Join(' ', pattern.Required)} hides a match in {text}");
                runs++;
                if (open) passed++;
                if (matched) matches++;
            }
        }

        output.WriteLine($"{gated.Length} of {patterns.Length} patterns are gated; {passed} of {runs} runs are let through, {matches} match");
        Assert.True(matches > 100 && passed < runs / 2);
    }

    static bool IsKept(BytePattern pattern, string text)
    {
        if (pattern.Required is not { } required || pattern.Match(text, out _, out _) != Outcome.Match) return true;
        var found = Scan(new LiteralAutomaton(required), text);
        return Enumerable.Range(0, required.Length).Any(found);
    }

    static Func<int, bool> Scan(LiteralAutomaton automaton, string text)
    {
        var found = new ulong[(automaton.Count + 63) / 64];
        automaton.Scan(text, found);
        return literal => (found[literal >> 6] & 1UL << literal) != 0;
    }

    // Regular expressions of ModSecurity's own regression cases.
    static IEnumerable<string> Patterns()
    {
        var folder = SharedData.Unpack("waf/modsecurity-v3-test-cases.tar.xz");
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file, Encoding.Latin1))
            .SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, "@rx (.*?)\\\\\"").Select(match => match.Groups[1].Value.Replace(@"\\", @"\", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal);
    }

    // One payload in so many.
    static IEnumerable<string> Texts() =>
        Directory.EnumerateFiles(SharedData.Unpack("waf/mgm-waf-payload-collection.tar.xz"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file, Encoding.Latin1)).Where((_, i) => i % 4 == 0)
            .Concat(Patterns());
}
