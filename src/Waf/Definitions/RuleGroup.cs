namespace Redoubt.Waf;

/// <summary>Rules that web ACLs use by reference.</summary>
public sealed record RuleGroup
{
    /// <summary>As logs name it: an ARN, or <c>AWS#AWSManagedRulesCommonRuleSet</c>.</summary>
    public required string Id { get; init; }

    public required bool IsManaged { get; init; }

    /// <summary>What labels of its rules begin with, such as <c>awswaf:managed:aws:core-rule-set:</c>; ends with a colon.</summary>
    public required string LabelPrefix { get; init; }

    /// <summary>What it costs in every web ACL that uses it, whatever its rules would.</summary>
    public required int Capacity { get; init; }

    /// <summary>In any order; evaluated by rising priority. No rule is itself a group.</summary>
    public required IReadOnlyList<RuleDefinition> Rules { get; init; }
}

/// <summary>Runs a group's rules; only as a whole rule's statement.</summary>
public abstract record GroupDefinition : StatementDefinition
{
    /// <summary>Other actions for rules of the group, by rule name. A name that the group has not changes nothing, as with AWS.</summary>
    public IReadOnlyDictionary<string, RuleAction> Overrides { get; init; } = new Dictionary<string, RuleAction>();
}

public sealed record RuleGroupReferenceDefinition(string Arn) : GroupDefinition;

/// <param name="Version">Null for the default version.</param>
public sealed record ManagedRuleGroupDefinition(string Vendor, string Name, string? Version) : GroupDefinition
{
    /// <summary>The group sees only requests that match; null for all.</summary>
    public StatementDefinition? ScopeDown { get; init; }
}
