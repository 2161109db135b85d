using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns statements that run a rule group into the engine's.</summary>
/// <param name="actions">Reads the actions that take the place of the group's rules'.</param>
sealed class GroupReader(ActionReader actions)
{
    const string BotControl = "AWSManagedRulesBotControlRuleSet";

    public Waf.RuleGroupReferenceDefinition Read(RuleGroupReferenceStatement own) =>
        new(own.ARN) { Overrides = Overrides(own.ExcludedRules, own.RuleActionOverrides, Fields.RuleGroupReference) };

    public Waf.ManagedRuleGroupDefinition Read(ManagedRuleGroupStatement managed)
    {
        foreach (var config in managed.ManagedRuleGroupConfigs ?? []) Check(managed.Name, config);
        return new(managed.VendorName, managed.Name, managed.Version)
        {
            ScopeDown = managed.ScopeDownStatement is { } narrowed ? StatementReader.Read(narrowed) : null,
            Overrides = Overrides(managed.ExcludedRules, managed.RuleActionOverrides, Fields.ManagedRuleGroup),
        };
    }

    // An excluded rule is one that only counts; AWS keeps the older way of saying so.
    Dictionary<string, Waf.RuleAction> Overrides(IReadOnlyList<ExcludedRule>? excluded, IReadOnlyList<RuleActionOverride>? overrides, string field)
    {
        var read = new Dictionary<string, Waf.RuleAction>(StringComparer.Ordinal);
        foreach (var rule in excluded ?? []) Add(rule.Name, Waf.RuleAction.Count);
        foreach (var rule in overrides ?? []) Add(rule.Name, actions.Read(rule.ActionToUse));
        return read;

        void Add(string name, Waf.RuleAction action)
        {
            if (!read.TryAdd(name, action)) throw Invalid("a rule's action is overridden twice", field, name);
        }
    }

    // Only what changes nothing that we do is accepted: the common level of bot control is the one there is.
    static void Check(string group, ManagedRuleGroupConfig config)
    {
        object?[] settings =
        [
            config.LoginPath, config.PayloadType, config.UsernameField, config.PasswordField, config.AWSManagedRulesBotControlRuleSet,
            config.AWSManagedRulesATPRuleSet, config.AWSManagedRulesACFPRuleSet, config.AWSManagedRulesAntiDDoSRuleSet,
        ];
        if (settings.Count(setting => setting is not null) != 1) throw NotExactlyOne(Fields.ManagedRuleGroupConfig, "ManagedRuleGroupConfigs");
        if (config.AWSManagedRulesBotControlRuleSet is not { } bots || group != BotControl)
            throw Unsupported("this configuration of a managed rule group is", Fields.ManagedRuleGroupConfig, group);
        if (bots.InspectionLevel != InspectionLevel.Common)
            throw Unsupported("the targeted inspection level is", Fields.ManagedRuleGroupConfig, bots.InspectionLevel);
    }
}
