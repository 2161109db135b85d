using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class BytePatternTests
{
    [Theory]
    [InlineData(@"^\s+$", "\u00A0", false)]
    [InlineData(@"^\s+$", " \t\r\n\v\f", true)]
    [InlineData(@"\bcat\b", "\u00E4cat\u00E4", true)]
    [InlineData(@"\w", "\u00E4\u00B5", false)]
    [InlineData(@"\d", "\u00B2", false)]
    [InlineData("(?i)KELVIN", "kelvin", true)]
    [InlineData("(?i)s", "\u00C5\u00BF", false)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("(?i)a(?-i)b", "Ab", true)]
    [InlineData("(?i)[^a]", "A", false)]
    [InlineData("(?i)\u00E9", "\u00C3\u0089", false)]
    [InlineData("\u00E9", "caf\u00C3\u00A9", true)]
    [InlineData("end$", "end\n", false)]
    [InlineData("end$", "the end", true)]
    [InlineData("(?m)end$", "end\nmore", true)]
    [InlineData("a.b", "a\nb", false)]
    [InlineData("(?s)a.b", "a\nb", true)]
    [InlineData(@"\xbcscript\x{3e}", "\u00BCscript>", true)]
    [InlineData(@"^[\x80-\xff]+$", "\u0080\u00FF", true)]
    [InlineData(@"^[^\x80-\xff]+$", "abc", true)]
    [InlineData(@"^[]a-]+$", "]a-", true)]
    [InlineData(@"^[\w-]+$", "a-b_c", true)]
    [InlineData("[[:alpha:]][[:^digit:]]", "ab", true)]
    [InlineData(@"\Qa.b\E+", "a.bbb", true)]
    [InlineData(@"^\Qa.b\E$", "axb", false)]
    [InlineData("a{,3}", "a{,3}", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData(@"\101\60\x41", "A0A", true)]
    [InlineData("(?x) a b # comment\n c", "abc", true)]
    [InlineData("a(?#comment)b", "ab", true)]
    [InlineData("(?<year>2)(?P<m>0)", "20", true)]
    [InlineData(@"\N{3}", "a\nb", false)]
    [InlineData(@"\h\v", "\u00A0\u0085", true)]
    [InlineData("union(?=.*select)", "union all select", true)]
    [InlineData("(?<!a)b", "ab", false)]
    [InlineData("", "", true)]
    public void Patterns_mean_what_they_mean_to_pcre_on_bytes(string pattern, string text, bool expected)
    {
        var compiled = BytePattern.Compile(pattern, out var fault);

        Assert.True(compiled is not null, fault);
        Assert.Equal(expected ? Outcome.Match : Outcome.NoMatch, compiled.Match(text, out _, out _));
    }

    [Theory]
    [InlineData(@"(a)\1", "backreferences")]
    [InlineData(@"a\k<n>", "backreferences")]
    [InlineData("a++", "possessive")]
    [InlineData("(?>a)", "atomic")]
    [InlineData("(?R)", "recursion")]
    [InlineData("(?1)", "recursion")]
    [InlineData("(?(1)a|b)", "conditionals")]
    [InlineData("(*FAIL)", "verbs")]
    [InlineData(@"\Ra", @"\R")]
    [InlineData(@"\p{L}", @"\p")]
    [InlineData("(a", "not closed")]
    [InlineData("a)", "no group")]
    [InlineData("[a", "not closed")]
    [InlineData("*a", "nothing to repeat")]
    [InlineData("a**", "nothing to repeat")]
    [InlineData("[z-a]", "reversed")]
    [InlineData("a\\", "backslash")]
    [InlineData(@"\x{100}", "more than a byte")]
    [InlineData("[[:nope:]]", "class name")]
    [InlineData("a{2,1}", "not valid")]
    [InlineData("(a{1000}){1000}", "too large")]
    [InlineData("a{99999}", "too large")]
    public void What_is_not_supported_says_so(string pattern, string message)
    {
        var compiled = BytePattern.Compile(pattern, out var fault);

        Assert.Null(compiled);
        Assert.Contains(message, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var compiled = BytePattern.Compile(new string('(', 200) + new string(')', 200), out var fault);

        Assert.Null(compiled);
        Assert.Contains("too deep", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_match_says_where()
    {
        BytePattern.Compile("b+", out _)!.Match("\u00E4abbc", out var start, out var length);

        Assert.Equal((2, 2), (start, length));
    }

    [Fact]
    public void A_cached_pattern_is_shared()
    {
        var cache = new PatternCache();

        var first = cache.Get("a+", out _);

        Assert.Same(first, cache.Get("a+", out _));
        GC.KeepAlive(first);
    }
}
