namespace Redoubt.Waf;

/// <summary>A rule group that comes with the product, in all its versions.</summary>
public sealed class ManagedRuleGroup
{
    /// <summary>The vendor of groups that stand in for AWS's.</summary>
    public const string Aws = "AWS";

    /// <summary>The vendor of our own.</summary>
    public const string Redoubt = "Redoubt";

    readonly ManagedRule[] rules;
    readonly RuleGroup[] versions;

    /// <param name="space">What its labels have in common, such as <c>core-rule-set</c>.</param>
    /// <param name="rules">In the order they are evaluated in.</param>
    internal ManagedRuleGroup(string vendor, string name, string space, int capacity, string description, ManagedRule[] rules)
    {
        (Vendor, Name, Capacity, Description, this.rules) = (vendor, name, capacity, description, rules);
        LabelNamespace = $"awswaf:managed:{(vendor == Aws ? "aws" : "redoubt")}:{space}:";
        Versions = [.. Enumerable.Range(1, rules.Max(rule => rule.Since)).Select(version => $"Version_{version}.0")];
        versions = [.. Versions.Select((_, index) => Build(index + 1))];
    }

    public string Vendor { get; }

    public string Name { get; }

    public string Description { get; }

    /// <summary>What it costs in every web ACL, in web ACL capacity units.</summary>
    public int Capacity { get; }

    /// <summary>What its labels begin with; ends with a colon.</summary>
    public string LabelNamespace { get; }

    /// <summary>False for groups that follow lists, which change at any time: there is one version, and it has no name.</summary>
    public bool IsVersioned { get; internal init; } = true;

    /// <summary>The oldest first; empty without versions.</summary>
    public IReadOnlyList<string> Versions => IsVersioned ? field : [];

    /// <summary>The newest; null without versions.</summary>
    public string? DefaultVersion => IsVersioned ? Versions[^1] : null;

    /// <summary>Labels that its rules set besides one each, without <see cref="LabelNamespace"/>.</summary>
    internal IReadOnlyList<string> FurtherLabels { get; init; } = [];

    /// <summary>Lists of networks that its rules look into; see <see cref="NetworkLists"/>.</summary>
    public IReadOnlyList<string> Lists { get; internal init; } = [];

    /// <summary>The rules with the actions they have unless a web ACL overrides them; empty for a version that does not exist.</summary>
    /// <param name="version">Null for the default version.</param>
    public IReadOnlyList<(string Name, RuleAction Action)> Describe(string? version = null) =>
        Rules(version) is { } group ? [.. group.Rules.Where(rule => !rule.IsSilent).Select(rule => (rule.Name, rule.Action!))] : [];

    /// <summary>Every label that a request can get from the group, fully qualified.</summary>
    public IReadOnlyList<string> AvailableLabels(string? version = null) =>
        Rules(version) is { } group ? [.. group.Rules.SelectMany(rule => rule.Labels).Concat(FurtherLabels).Distinct().Select(label => LabelNamespace + label)] : [];

    /// <summary>The rules as the engine runs them; null for a version that does not exist.</summary>
    /// <param name="version">Null for the default version.</param>
    public RuleGroup? Rules(string? version)
    {
        if (version is null) return versions[^1];
        var index = Versions.Index().Where(known => known.Item == version).Select(known => known.Index).DefaultIfEmpty(-1).First();
        return index < 0 ? null : versions[index];
    }

    RuleGroup Build(int version) => new()
    {
        Id = $"{Vendor}#{Name}",
        IsManaged = true,
        LabelPrefix = LabelNamespace,
        Capacity = Capacity,
        Rules = [.. rules.Where(rule => rule.Since <= version).Select((rule, index) => rule.At(index))],
    };
}
