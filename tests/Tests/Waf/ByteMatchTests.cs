using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class ByteMatchTests
{
    [Theory]
    [InlineData("bot", PositionalConstraint.Exactly, "bot", true)]
    [InlineData("bot", PositionalConstraint.Exactly, "bots", false)]
    [InlineData("bot", PositionalConstraint.Exactly, "Bot", false)]
    [InlineData("bot", PositionalConstraint.StartsWith, "bots", true)]
    [InlineData("bot", PositionalConstraint.StartsWith, "a bot", false)]
    [InlineData("bot", PositionalConstraint.EndsWith, "a bot", true)]
    [InlineData("bot", PositionalConstraint.EndsWith, "bots", false)]
    [InlineData("bot", PositionalConstraint.Contains, "robots", true)]
    [InlineData("bot", PositionalConstraint.Contains, "bo", false)]
    [InlineData("bot", PositionalConstraint.ContainsWord, "a bot;", true)]
    [InlineData("bot", PositionalConstraint.ContainsWord, "robots bot", true)]
    [InlineData("bot", PositionalConstraint.ContainsWord, "bot_x xbot bot1", false)]
    [InlineData("bot", PositionalConstraint.ContainsWord, "bot", true)]
    [InlineData("bot", PositionalConstraint.ContainsWord, "\u00E4bot\u00E4", true)]
    [InlineData("\u00FF\0", PositionalConstraint.Contains, "a\u00FF\0b", true)]
    public void Position_decides(string search, PositionalConstraint position, string value, bool expected)
    {
        var statement = Of.Bytes(new SingleHeaderField("User-Agent"), search, position);

        var matches = Of.Matches(statement, new WireRequest().With("user-agent", value));

        Assert.Equal(expected, matches);
    }

    [Fact]
    public void A_missing_header_matches_nothing()
    {
        var statement = Of.Bytes(new SingleHeaderField("x-none"), "", PositionalConstraint.Contains);

        Assert.False(Of.Matches(statement, new WireRequest().With("x-other", "")));
    }
}
