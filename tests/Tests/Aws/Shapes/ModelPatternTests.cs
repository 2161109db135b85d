using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws.Shapes;

public sealed class ModelPatternTests
{
    [Theory]
    [InlineData(@"[\w+=,.@-]+", "a.b@c-d", true)]
    [InlineData(@"[\w+=,.@-]+", "é", false)]
    [InlineData(@"[\w+=,.@-]+", "a\n", false)]
    [InlineData(@"^[0-9]{12}$", "123456789012\n", false)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"a|b", "ab", false)]
    [InlineData(@"[^\s]+", "a\u00a0b", true)]
    [InlineData(@"\s", "\u00a0", false)]
    [InlineData(@".*", "a\rb", false)]
    [InlineData(@"(?s).*", "a\rb\n", true)]
    [InlineData(@"[\w-_]+", "a-_", true)]
    [InlineData(@"[0-9a-zA-Z-_]+", "a-_", true)]
    [InlineData(@"[a-z[0-9]]+", "a1", true)]
    [InlineData(@"[\[\]]+", "[]", true)]
    [InlineData(@"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*", "a\U0001F511\n", true)]
    [InlineData(@"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*", "a\u0000", false)]
    [InlineData(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "é 1_", true)]
    [InlineData(@"\p{Alnum}+", "aé", false)]
    [InlineData(@"[\S\s]*", "a \n", true)]
    [InlineData(@"^(?!aws:)[a-z:]+$", "aws:x", false)]
    [InlineData(@"^(?!aws:)[a-z:]+$", "awx:x", true)]
    public void Patterns_mean_what_they_mean_in_the_model(string pattern, string value, bool matches) =>
        Assert.Equal(matches, new ModelPattern(pattern).Matches(value));

    [Fact]
    public void A_pattern_that_would_take_for_ever_ends_as_no_match() =>
        Assert.False(new ModelPattern(@"(?!x)(a+)+b").Matches(new string('a', 40)));
}
