namespace Redoubt.Services.WafV2.Traffic;

/// <summary>What logs and samples need to know of a web ACL's rule.</summary>
/// <param name="Metric">The name its samples are asked for by; null where it takes none.</param>
/// <param name="Excluded">Rules of its group that count because they are excluded, not overridden.</param>
sealed record RuleFacts(string? Metric, IReadOnlySet<string> Excluded)
{
    static readonly IReadOnlySet<string> None = new HashSet<string>();

    public static RuleFacts Of(Rule rule)
    {
        var excluded = rule.Statement.ManagedRuleGroupStatement?.ExcludedRules ?? rule.Statement.RuleGroupReferenceStatement?.ExcludedRules;
        return new(Sampled(rule.VisibilityConfig), excluded is null ? None : excluded.Select(e => e.Name).ToHashSet(StringComparer.Ordinal));
    }

    public static string? Sampled(VisibilityConfig visibility) => visibility.SampledRequestsEnabled ? visibility.MetricName : null;
}
