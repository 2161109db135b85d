using System.Net;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class IpSetTests
{
    const string Arn = "arn:aws:wafv2:eu-central-1:111122223333:regional/ipset/blocked/1";

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.99/24", "192.0.2.1", true)]
    [InlineData("128.0.0.0/1", "255.255.255.255", true)]
    [InlineData("128.0.0.0/1", "127.255.255.255", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::", false)]
    [InlineData("::1/128", "0.0.0.1", false)]
    [InlineData("192.0.2.44/32", "::ffff:192.0.2.44", true)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.44", true)]
    [InlineData("::/80", "::ffff:192.0.2.44", true)]
    [InlineData("::/80", "192.0.2.44", false)]
    public void Membership_follows_the_prefix(string block, string address, bool expected)
    {
        var set = IpSet.Compile([block], [])!;

        Assert.Equal(expected, set.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1/33")]
    [InlineData("192.0.2/24")]
    [InlineData("192.0.02.1/32")]
    [InlineData("::1/129")]
    [InlineData("fe80::1%1/128")]
    [InlineData("")]
    public void An_unreadable_block_is_a_problem_and_gives_no_set(string block)
    {
        var problems = new List<Problem>();

        var set = IpSet.Compile(["192.0.2.0/24", block], problems);

        Assert.Null(set);
        Assert.Equal("addresses[1]", Assert.Single(problems).Place);
    }

    [Theory]
    [InlineData(ForwardedIpPosition.First, "192.0.2.1, 198.51.100.1", true)]
    [InlineData(ForwardedIpPosition.Last, "192.0.2.1, 198.51.100.1", false)]
    [InlineData(ForwardedIpPosition.Last, "198.51.100.1,192.0.2.1", true)]
    [InlineData(ForwardedIpPosition.Any, "198.51.100.1,192.0.2.1,198.51.100.2", true)]
    [InlineData(ForwardedIpPosition.Any, "192.0.2.1,9.9.9.1,9.9.9.2,9.9.9.3,9.9.9.4,9.9.9.5,9.9.9.6,9.9.9.7,9.9.9.8,9.9.9.9,9.9.9.10", false)]
    [InlineData(ForwardedIpPosition.First, "unknown", true)]
    [InlineData(ForwardedIpPosition.Any, "", true)]
    public void A_forwarded_address_counts_by_its_position(ForwardedIpPosition position, string header, bool expected)
    {
        var statement = new IpSetMatchDefinition(Arn, new ForwardedIpDefinition("X-Forwarded-For", Fallback.Match, position));

        var matches = Of.Matches(statement, new WireRequest().With("x-forwarded-for", header), Options("192.0.2.0/24"));

        Assert.Equal(expected, matches);
    }

    [Fact]
    public void Without_the_forwarding_header_nothing_matches_whatever_the_fallback()
    {
        var statement = new IpSetMatchDefinition(Arn, new ForwardedIpDefinition("X-Forwarded-For", Fallback.Match, ForwardedIpPosition.First));

        Assert.False(Of.Matches(statement, new WireRequest(from: "192.0.2.1"), Options("192.0.2.0/24")));
    }

    [Fact]
    public void The_last_of_several_forwarding_lines_holds_the_last_address()
    {
        var statement = new IpSetMatchDefinition(Arn, new ForwardedIpDefinition("X-Forwarded-For", Fallback.NoMatch, ForwardedIpPosition.Last));
        var request = new WireRequest().With("x-forwarded-for", "198.51.100.1").With("x-forwarded-for", "198.51.100.2, 192.0.2.1");

        Assert.True(Of.Matches(statement, request, Options("192.0.2.0/24")));
    }

    [Fact]
    public void The_connection_address_is_the_default()
    {
        Assert.True(Of.Matches(new IpSetMatchDefinition(Arn), new WireRequest(from: "192.0.2.1"), Options("192.0.2.0/24")));
        Assert.False(Of.Matches(new IpSetMatchDefinition(Arn), new WireRequest(from: "198.51.100.1"), Options("192.0.2.0/24")));
    }

    static CompileOptions Options(params string[] blocks) => new() { Sets = new OneSet(IpSet.Compile(blocks, [])!) };

    sealed class OneSet(IpSet set) : ISets
    {
        public IpSet? FindIpSet(string arn) => arn == Arn ? set : null;

        public RegexSet? FindRegexSet(string arn) => null;

        public RuleGroup? FindRuleGroup(string arn) => null;
    }
}
