using FsCheck;
using FsCheck.Fluent;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

public sealed class WildcardsTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*b", "ab", true)]
    [InlineData("a*b", "axbxb", true)]
    [InlineData("a*b", "axbx", false)]
    [InlineData("*a?c*", "xxabcxx", true)]
    [InlineData("*a?c*", "xxacxx", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*ab*ab", "ab", false)]
    [InlineData("a**b", "ab", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz?abcdefghijk*", "abcdefghijklmnopqrstuvwxyz0abcdefghijkl", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz?abcdefghijk*", "abcdefghijklmnopqrstuvwxyz0abcdefghijx", false)]
    public void A_star_is_any_run_and_a_question_mark_one_character(string pattern, string value, bool matches) =>
        Assert.Equal(matches, Match(pattern, value, out _));

    [Fact]
    public void Every_pattern_agrees_with_the_definition()
    {
        var pattern = Gen.Elements('a', 'b', '*', '?').ListOf().Select(chars => new string([.. chars.Take(12)]));
        var value = Gen.Elements('a', 'b').ListOf().Select(chars => new string([.. chars.Take(40)]));

        Prop.ForAll(pattern.Zip(value).ToArbitrary(), pair => Match(pair.Item1, pair.Item2, out _) == ByDefinition(pair.Item1, pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("*a?a*a?a*a?a*a?a*a?a*a?a*a?a*a?a*b")]
    [InlineData("*a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b*")]
    public void The_worst_case_takes_one_comparison_per_character(string pattern)
    {
        var value = new string('a', 4096);

        Match(pattern, value, out var steps);

        Assert.InRange(steps, 1, value.Length + pattern.Length);
    }

    [Theory]
    [InlineData("arn:aws:sqs:*:1:queue", "arn:aws:sqs:eu:1:queue", true)]
    [InlineData("arn:aws:sqs:*:queue", "arn:aws:sqs:eu:1:queue", false)]
    [InlineData("arn:*:1:a", "arn:aws:sqs:eu:1:a", false)]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/x:y:z", true)]
    [InlineData("arn:aws:lambda:*:*:function:*:?", "arn:aws:lambda:eu:1:function:f:2", true)]
    [InlineData("arn:aws:s3:::b", "ARN:aws:s3:::b", false)]
    [InlineData("arn:aws:s3:::B", "arn:aws:s3:::b", false)]
    [InlineData("arn:aws:kms:*:*:*", "*", false)]
    [InlineData("*", "*", true)]
    [InlineData("*", "anything", true)]
    public void A_star_in_an_arn_stays_between_its_colons(string pattern, string value, bool matches)
    {
        var mask = Mask(pattern);

        Assert.Equal(matches, Wildcards.MatchArn(value, pattern, mask));
    }

    static bool Match(string pattern, string value, out int steps)
    {
        steps = 0;
        return Wildcards.Match(value, pattern, Mask(pattern), ref steps);
    }

    static ushort[] Mask(string pattern) =>
        [.. pattern.Select(c => c switch { '*' => Wildcards.Run, '?' => Wildcards.One, _ => Wildcards.Itself })];

    // One row of the table of prefixes per pattern character.
    static bool ByDefinition(string pattern, string value)
    {
        var row = new bool[value.Length + 1];
        row[0] = true;
        foreach (var c in pattern)
        {
            var next = new bool[value.Length + 1];
            for (var i = 0; i <= value.Length; i++)
                next[i] = c == '*' ? row[i] || (i > 0 && next[i - 1]) : i > 0 && row[i - 1] && (c == '?' || c == value[i - 1]);
            row = next;
        }
        return row[^1];
    }
}
