using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>
/// The rule groups that come with the product: those of AWS by their names, rules, labels and capacities with patterns of our own,
/// and one for shops. Immutable.
/// </summary>
public sealed class ManagedRuleGroups : IManagedRuleGroups
{
    public static readonly ManagedRuleGroups Instance = new(
    [
        CommonRuleSet.Group, AdminProtectionRuleSet.Group, KnownBadInputsRuleSet.Group, SqliRuleSet.Group, LinuxRuleSet.Group, UnixRuleSet.Group,
        WindowsRuleSet.Group, PhpRuleSet.Group, WordPressRuleSet.Group, IpReputationList.Group, AnonymousIpList.Group, BotControlRuleSet.Group, ShopRuleSet.Group,
    ]);

    readonly FrozenDictionary<(string Vendor, string Name), ManagedRuleGroup> byName;

    ManagedRuleGroups(ManagedRuleGroup[] all)
    {
        All = all;
        byName = all.ToFrozenDictionary(group => (group.Vendor, group.Name));
    }

    /// <summary>AWS's before ours, in the order of AWS's guide.</summary>
    public IReadOnlyList<ManagedRuleGroup> All { get; }

    public ManagedRuleGroup? Describe(string vendor, string name) => byName.GetValueOrDefault((vendor, name));

    public RuleGroup? Find(string vendor, string name, string? version) => Describe(vendor, name)?.Rules(version);
}
