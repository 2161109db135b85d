using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>The compiled sets and rule groups that one web ACL refers to, itself or through a group.</summary>
sealed class LoadedSets : ISets
{
    public static readonly LoadedSets None = new();

    readonly Dictionary<string, object> sets = new(StringComparer.Ordinal);

    public void Add(string arn, object set) => sets[arn] = set;

    public IpSet? FindIpSet(string arn) => sets.GetValueOrDefault(arn) as IpSet;

    public RegexSet? FindRegexSet(string arn) => sets.GetValueOrDefault(arn) as RegexSet;

    public Waf.RuleGroup? FindRuleGroup(string arn) => sets.GetValueOrDefault(arn) as Waf.RuleGroup;

    /// <summary>Whether these are the very sets of the other, so that what was compiled with those is still right.</summary>
    public bool AreThoseOf(LoadedSets other) =>
        sets.Count == other.sets.Count && sets.All(set => other.sets.TryGetValue(set.Key, out var known) && ReferenceEquals(known, set.Value));
}
