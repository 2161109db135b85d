using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Rules that run a group: its rules' actions, their overrides, labels and cost.</summary>
public sealed class RuleGroupTests
{
    static readonly StatementDefinition Attack = Of.Bytes(new QueryStringField(), "attack");
    static readonly StatementDefinition Odd = Of.Bytes(new QueryStringField(), "odd");

    static readonly RuleGroup Group = new()
    {
        Id = "AWS#Group",
        IsManaged = true,
        LabelPrefix = "awswaf:managed:aws:group:",
        Capacity = 25,
        Rules = [Of.Rule("Attack", 1, Attack, RuleAction.Block, "Attack"), Of.Rule("Odd", 0, Odd, RuleAction.Count, "Odd")],
    };

    [Fact]
    public void A_rule_of_a_group_blocks_and_both_rules_are_named()
    {
        var verdict = Acl(new ManagedRuleGroupDefinition("AWS", "Group", null)).Evaluate(new WireRequest("/?odd-attack"));

        Assert.Equal((ActionKind.Block, "group", RuleKind.ManagedGroup), (verdict.Action, verdict.TerminatingRule, verdict.TerminatingKind));
        var group = Assert.Single(verdict.Groups);
        Assert.Equal(("AWS#Group", "Attack", "Odd"), (group.Id, group.Terminating!.Rule, group.Counted.Single().Rule));
        Assert.Equal(["awswaf:managed:aws:group:Odd", "awswaf:managed:aws:group:Attack"], verdict.Labels);
    }

    [Fact]
    public void A_group_that_only_counts_lets_later_rules_decide()
    {
        var acl = Of.Compiled(Of.Definition(
            new RuleDefinition { Name = "group", Priority = 0, Statement = new ManagedRuleGroupDefinition("AWS", "Group", null), Action = RuleAction.Count },
            Of.Rule("by-label", 1, new LabelMatchDefinition(LabelScope.Label, "awswaf:managed:aws:group:Attack"), RuleAction.Block)), Options);

        var verdict = acl.Evaluate(new WireRequest("/?attack"));

        Assert.Equal((ActionKind.Block, "by-label"), (verdict.Action, verdict.TerminatingRule));
        Assert.Equal(["group"], verdict.Counted.Select(rule => rule.Rule));
        Assert.Equal(ActionKind.Block, verdict.Groups.Single().Terminating!.Action);
    }

    [Fact]
    public void An_override_replaces_the_action_of_one_rule_and_remembers_it()
    {
        var verdict = Acl(new ManagedRuleGroupDefinition("AWS", "Group", null)
        {
            Overrides = new Dictionary<string, RuleAction> { ["Attack"] = RuleAction.Count, ["NoSuchRule"] = RuleAction.Block },
        }).Evaluate(new WireRequest("/?attack"));

        Assert.Equal(ActionKind.Allow, verdict.Action);
        var counted = verdict.Groups.Single().Counted.Single();
        Assert.Equal(("Attack", ActionKind.Count, ActionKind.Block), (counted.Rule, counted.Action, counted.Overridden!.Value));
    }

    [Theory]
    [InlineData("/in?attack", ActionKind.Block)]
    [InlineData("/out?attack", ActionKind.Allow)]
    public void A_scope_down_statement_narrows_a_group(string target, ActionKind expected)
    {
        var acl = Acl(new ManagedRuleGroupDefinition("AWS", "Group", null) { ScopeDown = Of.Bytes(new UriPathField(), "/in", PositionalConstraint.Exactly) });

        Assert.Equal(expected, acl.Evaluate(new WireRequest(target)).Action);
    }

    [Fact]
    public void A_group_costs_what_it_says() => Assert.Equal(25, Acl(new ManagedRuleGroupDefinition("AWS", "Group", null)).Capacity);

    [Fact]
    public void A_group_that_does_not_exist_or_is_nested_fails_the_compilation()
    {
        var missing = WebAcl.Compile(Of.Definition(new RuleDefinition { Name = "group", Priority = 0, Statement = new ManagedRuleGroupDefinition("AWS", "Other", null), Action = null }), Options);
        var nested = WebAcl.Compile(Of.Definition(Of.Rule("not", 0, new NotDefinition(new ManagedRuleGroupDefinition("AWS", "Group", null)), RuleAction.Block)), Options);

        Assert.Equal(["there is no such rule group", "a rule group is a whole rule's statement"], missing.Problems.Concat(nested.Problems).Select(problem => problem.Message));
    }

    [Theory]
    [InlineData(TokenStatus.Absent, 0, ActionKind.Captcha)]
    [InlineData(TokenStatus.Rejected, 10, ActionKind.Captcha)]
    [InlineData(TokenStatus.Valid, 299, ActionKind.Allow)]
    [InlineData(TokenStatus.Valid, 300, ActionKind.Captcha)]
    [InlineData(TokenStatus.Valid, -1, ActionKind.Captcha)]
    public void A_CAPTCHA_counts_for_a_client_that_has_lately_solved_one(TokenStatus status, int secondsAgo, ActionKind expected)
    {
        var clock = new FakeClock();
        var acl = Of.Compiled(Of.Definition(Of.Rule("robots", 0, Attack, RuleAction.Captcha, "seen")), Options with { Clock = clock });

        var verdict = acl.Evaluate(new WireRequest("/?attack").WithToken(new ClientToken(status, Captcha: clock.GetUtcNow().AddSeconds(-secondsAgo))));

        Assert.Equal(expected, verdict.Action);
        Assert.Equal(expected == ActionKind.Allow ? [ActionKind.Captcha] : [], verdict.Counted.Select(rule => rule.Action));
    }

    static readonly CompileOptions Options = new() { ManagedGroups = new OneGroup() };

    static WebAcl Acl(GroupDefinition group) =>
        Of.Compiled(Of.Definition(new RuleDefinition { Name = "group", Priority = 0, Statement = group, Action = null }), Options);

    sealed class OneGroup : IManagedRuleGroups
    {
        public RuleGroup? Find(string vendor, string name, string? version) => (vendor, name) == ("AWS", "Group") ? Group : null;
    }
}
