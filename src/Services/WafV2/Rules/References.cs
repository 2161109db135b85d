namespace Redoubt.Services.WafV2.Rules;

/// <summary>The sets and rule groups that rules refer to.</summary>
static class References
{
    /// <summary>Distinct ARNs in ordinal order.</summary>
    public static List<string> Of(IReadOnlyList<Waf.RuleDefinition> rules) => Statements(rules).Distinct().Order(StringComparer.Ordinal).ToList();

    /// <summary>How many statements refer to a set or rule group, each on its own account.</summary>
    public static int Count(IReadOnlyList<Waf.RuleDefinition> rules) => Statements(rules).Count();

    static IEnumerable<string> Statements(IReadOnlyList<Waf.RuleDefinition> rules) => rules.SelectMany(rule => In(rule.Statement));

    static IEnumerable<string> In(Waf.StatementDefinition statement) => statement switch
    {
        Waf.IpSetMatchDefinition ip => [ip.Arn],
        Waf.RegexSetDefinition regex => [regex.Arn],
        Waf.AndDefinition and => and.Statements.SelectMany(In),
        Waf.OrDefinition or => or.Statements.SelectMany(In),
        Waf.NotDefinition not => In(not.Statement),
        Waf.RuleGroupReferenceDefinition group => [group.Arn],
        Waf.ManagedRuleGroupDefinition { ScopeDown: { } narrowed } => In(narrowed),
        Waf.RateBasedDefinition { ScopeDown: { } narrowed } => In(narrowed),
        _ => [],
    };
}
