using System.Net;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Rate-based rules: what is counted together, what is not counted, and when counts begin anew.</summary>
public sealed class RateBasedRuleTests
{
    static readonly RateBasedDefinition ByIp = new(10, RateAggregation.Ip) { Window = TimeSpan.FromSeconds(60) };
    static readonly ForwardedIpDefinition Forwarded = new("X-Forwarded-For", Fallback.NoMatch);

    readonly FakeClock clock = new();
    readonly RateTables tables;

    public RateBasedRuleTests() => tables = new RateTables(clock);

    [Fact]
    public void The_first_request_over_the_limit_is_blocked_and_a_window_later_none_is()
    {
        var acl = Acl(ByIp);

        var allowed = Enumerable.Range(0, 10).Count(_ => acl.Evaluate(new WireRequest()).Action == ActionKind.Allow);
        var eleventh = acl.Evaluate(new WireRequest());
        clock.Advance(TimeSpan.FromSeconds(61));
        var later = acl.Evaluate(new WireRequest());

        Assert.Equal(10, allowed);
        Assert.Equal((ActionKind.Block, "rate", RuleKind.RateBased), (eleventh.Action, eleventh.TerminatingRule, eleventh.TerminatingKind));
        var match = Assert.Single(eleventh.Rates);
        Assert.Equal(("rate", RateAggregation.Ip, 10, 60), (match.Rule, match.Aggregation, match.Limit, (int)match.Window.TotalSeconds));
        Assert.Equal(new RateValue(RateKeyKind.Ip, null, "192.0.2.44"), Assert.Single(match.Values));
        Assert.Equal(ActionKind.Allow, later.Action);
        Assert.Empty(later.Rates);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Clients_are_IPv4_addresses_and_IPv6_networks(string first, string second, bool same)
    {
        var acl = Acl(ByIp);
        Send(acl, 10, () => new WireRequest(from: first));

        Assert.Equal(same ? ActionKind.Block : ActionKind.Allow, acl.Evaluate(new WireRequest(from: second)).Action);
    }

    public static TheoryData<RateKeyDefinition, WireRequestPair> Keys() => new()
    {
        { new(RateKeyKind.Header, "X-Shop"), new(() => new WireRequest().With("x-shop", "a"), () => new WireRequest().With("X-SHOP", "b"), () => new WireRequest()) },
        { new(RateKeyKind.Cookie, "sid"), new(() => new WireRequest().With("Cookie", "x=1; sid=a"), () => new WireRequest().With("Cookie", "sid=b"), () => new WireRequest().With("Cookie", "SID=a")) },
        { new(RateKeyKind.QueryArgument, "city"), new(() => new WireRequest("/?city=a"), () => new WireRequest("/?CITY=b"), () => new WireRequest("/?town=a")) },
        { new(RateKeyKind.QueryString), new(() => new WireRequest("/?a"), () => new WireRequest("/?b"), () => new WireRequest("/")) },
        { new(RateKeyKind.UriPath), new(() => new WireRequest("/a?x"), () => new WireRequest("/b"), null) },
        { new(RateKeyKind.HttpMethod), new(() => new WireRequest("/", "GET"), () => new WireRequest("/", "POST"), null) },
        { new(RateKeyKind.Ja3), new(() => new WireRequest().WithFingerprints("a", null), () => new WireRequest().WithFingerprints("b", null), () => new WireRequest()) },
        { new(RateKeyKind.Ja4), new(() => new WireRequest().WithFingerprints(null, "a"), () => new WireRequest().WithFingerprints(null, "b"), () => new WireRequest()) },
        { new(RateKeyKind.Asn), new(() => new WireRequest(from: "192.0.2.1"), () => new WireRequest(from: "198.51.100.1"), null) },
    };

    [Theory]
    [MemberData(nameof(Keys), DisableDiscoveryEnumeration = true)]
    public void Requests_count_by_a_component_and_those_without_it_not_at_all(RateKeyDefinition key, WireRequestPair requests)
    {
        var acl = Acl(new RateBasedDefinition(10, RateAggregation.CustomKeys) { Keys = [key] });
        Send(acl, 10, requests.One);
        if (requests.Without is not null) Send(acl, 30, requests.Without);

        var (one, other) = (acl.Evaluate(requests.One()), acl.Evaluate(requests.Other()));

        Assert.Equal((ActionKind.Block, ActionKind.Allow), (one.Action, other.Action));
        Assert.Equal((key.Kind, key.Name), Assert.Single(one.Rates[0].Values) is var value ? (value.Kind, value.Name) : default);
        if (requests.Without is not null) Assert.Equal(ActionKind.Allow, acl.Evaluate(requests.Without()).Action);
    }

    [Fact]
    public void Several_components_are_one_key()
    {
        var acl = Acl(new RateBasedDefinition(10, RateAggregation.CustomKeys)
        {
            Keys = [new(RateKeyKind.Ip), new(RateKeyKind.UriPath) { Transformations = Of.Chain("LOWERCASE") }, new(RateKeyKind.HttpMethod)],
        });
        Send(acl, 10, () => new WireRequest("/Login", "POST"));

        Assert.Equal(ActionKind.Block, acl.Evaluate(new WireRequest("/login", "POST")).Action);
        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest("/login", "GET")).Action);
        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest("/login", "POST", "192.0.2.45")).Action);
        Assert.Equal(["192.0.2.44", "/login", "POST"], acl.Evaluate(new WireRequest("/login", "POST")).Rates[0].Values.Select(value => value.Value));
    }

    [Fact]
    public void Where_one_component_ends_and_the_next_begins_makes_a_difference()
    {
        var acl = Acl(new RateBasedDefinition(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.Header, "a"), new(RateKeyKind.Header, "b")] });
        Send(acl, 10, () => new WireRequest().With("a", "12").With("b", "3"));

        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest().With("a", "1").With("b", "23")).Action);
    }

    [Fact]
    public void Labels_of_earlier_rules_are_a_key()
    {
        var acl = Of.Compiled(Of.Definition(
            Of.Rule("a", 0, Of.Bytes(new UriPathField(), "/a"), RuleAction.Count, "kind:a"),
            Of.Rule("b", 1, Of.Bytes(new UriPathField(), "/b"), RuleAction.Count, "kind:b"),
            Of.Rule("rate", 2, new RateBasedDefinition(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.LabelNamespace, "kind:")] }, RuleAction.Block)), Options());
        Send(acl, 10, () => new WireRequest("/a"));
        Send(acl, 30, () => new WireRequest("/"));

        Assert.Equal(ActionKind.Block, acl.Evaluate(new WireRequest("/a")).Action);
        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest("/b")).Action);
    }

    [Theory]
    [InlineData("192.0.2.7, 10.0.0.1", Fallback.NoMatch, ActionKind.Block)]
    [InlineData("192.0.2.8, 192.0.2.7", Fallback.NoMatch, ActionKind.Allow)]
    [InlineData("nobody", Fallback.NoMatch, ActionKind.Allow)]
    [InlineData("nobody", Fallback.Match, ActionKind.Block)]
    [InlineData(null, Fallback.Match, ActionKind.Allow)]
    public void A_forwarded_address_is_the_first_of_its_header(string? header, Fallback fallback, ActionKind expected)
    {
        var acl = Acl(new RateBasedDefinition(10, RateAggregation.ForwardedIp) { ForwardedIp = Forwarded with { Fallback = fallback } });
        Send(acl, 10, () => new WireRequest().With("x-forwarded-for", "192.0.2.7"));

        var request = header is null ? new WireRequest() : new WireRequest().With("X-Forwarded-For", header);

        Assert.Equal(expected, acl.Evaluate(request).Action);
    }

    [Fact]
    public void Only_what_the_scope_down_statement_holds_for_is_counted_and_limited()
    {
        var acl = Acl(new RateBasedDefinition(10, RateAggregation.Constant) { ScopeDown = Of.Bytes(new UriPathField(), "/login") });
        Send(acl, 30, () => new WireRequest("/"));
        Send(acl, 10, () => new WireRequest("/login"));

        Assert.Equal(ActionKind.Block, acl.Evaluate(new WireRequest("/login", from: "192.0.2.99")).Action);
        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest("/")).Action);
    }

    [Fact]
    public void Explaining_a_request_does_not_count_it()
    {
        var acl = Acl(ByIp);

        for (var i = 0; i < 20; i++) acl.Explain(new WireRequest());
        var allowed = Enumerable.Range(0, 10).Count(_ => acl.Evaluate(new WireRequest()).Action == ActionKind.Allow);

        Assert.Equal(10, allowed);
        Assert.Equal(ActionKind.Block, acl.Explain(new WireRequest()).Action);
    }

    [Fact]
    public void Counts_outlive_a_change_of_the_ACL_but_not_of_the_rule()
    {
        Send(Acl(ByIp), 10, () => new WireRequest());

        var changedElsewhere = Of.Compiled(Of.Definition(
            Of.Rule("new", 0, Of.Bytes(new UriPathField(), "/never"), RuleAction.Block), Of.Rule("rate", 1, ByIp with { Keys = [] }, RuleAction.Block)), Options()).Evaluate(new WireRequest());
        var checkedOnly = WebAcl.Compile(Of.Definition(Of.Rule("rate", 0, ByIp with { Limit = 11 }, RuleAction.Block))).Problems;
        var afterTheCheck = Acl(ByIp).Evaluate(new WireRequest());
        var changed = Acl(ByIp with { ScopeDown = Of.Bytes(new UriPathField(), "/") }).Evaluate(new WireRequest());
        var back = Acl(ByIp).Evaluate(new WireRequest());

        Assert.Empty(checkedOnly);
        Assert.Equal(
            [ActionKind.Block, ActionKind.Block, ActionKind.Allow, ActionKind.Allow], new[] { changedElsewhere.Action, afterTheCheck.Action, changed.Action, back.Action });
    }

    [Fact]
    public void Each_ACL_and_each_rule_counts_for_itself()
    {
        var twoRules = Of.Compiled(Of.Definition(Of.Rule("rate", 0, ByIp, RuleAction.Count), Of.Rule("rate2", 1, ByIp with { Limit = 25 }, RuleAction.Count)), Options("one"));
        var other = Of.Compiled(Of.Definition(Of.Rule("rate", 0, ByIp, RuleAction.Block)), Options("two"));

        Send(twoRules, 20, () => new WireRequest());

        Assert.Equal(["rate"], twoRules.Evaluate(new WireRequest()).Rates.Select(match => match.Rule));
        Assert.Equal(ActionKind.Allow, other.Evaluate(new WireRequest()).Action);
    }

    [Fact]
    public void The_addresses_that_a_rule_limits_can_be_listed()
    {
        var acl = Acl(ByIp);
        Send(acl, 11, () => new WireRequest(from: "192.0.2.1"));
        Send(acl, 11, () => new WireRequest(from: "2001:db8::5"));
        Send(acl, 10, () => new WireRequest(from: "192.0.2.2"));

        var limited = tables.Limited("acl", "rate");

        Assert.Equal([IPNetwork.Parse("192.0.2.1/32"), IPNetwork.Parse("2001:db8::/64")], limited!.OrderBy(network => network.PrefixLength));
        Assert.Null(tables.Limited("acl", "other"));
        Assert.Null(tables.Limited("other", "rate"));
        tables.Forget("acl");
        Assert.Null(tables.Limited("acl", "rate"));
        Assert.Equal(0, tables.Keys);
    }

    [Fact]
    public void A_rule_in_a_group_is_limited_under_the_groups_name()
    {
        var options = Options() with { Sets = new OneGroup(new RuleGroup
        {
            Id = "group", IsManaged = false, LabelPrefix = "awswaf:111122223333:rulegroup:g:", Capacity = 2, Rules = [Of.Rule("inner", 0, ByIp, RuleAction.Block)],
        }) };
        var acl = Of.Compiled(Of.Definition(new RuleDefinition { Name = "outer", Priority = 0, Statement = new RuleGroupReferenceDefinition("group"), Action = null }), options);
        Send(acl, 10, () => new WireRequest());

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Equal((ActionKind.Block, "outer", "inner"), (verdict.Action, verdict.TerminatingRule, verdict.Rates.Single().Rule));
        Assert.Single(tables.Limited("acl", "outer/inner")!);
    }

    public static TheoryData<RateBasedDefinition, string> Faults() => new()
    {
        { ByIp with { Limit = 9 }, "a limit is 10 to 2000000000" },
        { ByIp with { Window = TimeSpan.FromSeconds(90) }, "a window is 60, 120, 300 or 600 seconds" },
        { new(10, RateAggregation.Constant), "counting all requests together needs a scope-down statement" },
        { new(10, RateAggregation.CustomKeys), "custom keys are 1 to 5, other aggregations have none" },
        { ByIp with { Keys = [new(RateKeyKind.HttpMethod)] }, "custom keys are 1 to 5, other aggregations have none" },
        { new(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.Ip)] }, "an address among custom keys needs another key beside it" },
        { new(10, RateAggregation.ForwardedIp), "a forwarded address needs its header's name" },
        { new(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.Header)] }, "a name is needed" },
        { new(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.LabelNamespace, "a")] }, "a namespace ends with a colon" },
        { ByIp with { ScopeDown = ByIp }, "a rate-based statement is a whole rule's statement" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_rate_based_rule_with_a_fault_is_refused(RateBasedDefinition definition, string message)
    {
        var (acl, problems) = WebAcl.Compile(Of.Definition(Of.Rule("rate", 0, definition, RuleAction.Block)));

        Assert.Null(acl);
        Assert.Equal([message], problems.Select(problem => problem.Message));
    }

    [Fact]
    public void It_costs_two_units_and_thirty_for_every_custom_key_and_what_it_contains()
    {
        var custom = new RateBasedDefinition(10, RateAggregation.CustomKeys)
        {
            Keys = [new(RateKeyKind.HttpMethod), new(RateKeyKind.UriPath)], ScopeDown = Of.Bytes(new UriPathField(), "/a", PositionalConstraint.StartsWith),
        };

        Assert.Equal((2, 2 + 60 + 2), (Acl(ByIp).Capacity, Acl(custom).Capacity));
    }

    WebAcl Acl(RateBasedDefinition definition) => Of.Compiled(Of.Definition(Of.Rule("rate", 0, definition, RuleAction.Block)), Options());

    CompileOptions Options(string acl = "acl") => new() { Rates = tables.For(acl), Clock = clock, Networks = Known };

    static readonly Networks Known = new() { Data = NetworkReader.Read([("asns", new StringReader("192.0.2.0,192.0.2.255,64500,a\n198.51.100.0,198.51.100.255,64501,b"))], new List<Problem>())! };

    static void Send(WebAcl acl, int times, Func<InspectedRequest> request)
    {
        for (var i = 0; i < times; i++) acl.Evaluate(request());
    }

    /// <summary>Requests of one key, of another, and without the component; null where there is none without.</summary>
    public sealed record WireRequestPair(Func<InspectedRequest> One, Func<InspectedRequest> Other, Func<InspectedRequest>? Without);

    sealed class OneGroup(RuleGroup group) : ISets
    {
        public IpSet? FindIpSet(string arn) => null;

        public RegexSet? FindRegexSet(string arn) => null;

        public RuleGroup? FindRuleGroup(string arn) => group;
    }
}
