using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>
/// Turns rules as the API has them into the engine's. Everything in a rule is either understood or refused: what is read here is all
/// that a rule says. What the engine checks itself (names, priorities, labels, patterns) is left to it.
/// </summary>
static class RuleReader
{
    // Segments that AWS keeps for its own labels: a rule must not be able to forge a managed rule's label.
    static readonly string[] ReservedLabels = ["awswaf", "aws", "waf", "rulegroup", "webacl", "regexpatternset", "ipset", "managed"];

    public static List<Waf.RuleDefinition> Read(IReadOnlyList<Rule>? rules) => rules is null ? [] : rules.Select(Read).ToList();

    static Waf.RuleDefinition Read(Rule rule)
    {
        if (rule.CaptchaConfig?.ImmunityTimeProperty is not null) throw Unsupported("CAPTCHA is", Fields.Rule, "CaptchaConfig");
        if (rule.ChallengeConfig?.ImmunityTimeProperty is not null) throw Unsupported("challenges are", Fields.ChallengeConfig, "ChallengeConfig");
        var statement = StatementReader.Read(rule.Statement);
        return new()
        {
            Name = rule.Name,
            Priority = rule.Priority,
            Statement = statement,
            Action = Action(rule),
            Labels = rule.RuleLabels is null ? [] : rule.RuleLabels.Select(Label).ToList(),
        };
    }

    // An override is for rule groups, which the statement would have been refused for; every other rule has an action.
    static Waf.RuleAction Action(Rule rule)
    {
        if (rule.Action is null == rule.OverrideAction is null) throw NotExactlyOne(Fields.Rule, "Rule");
        return rule.Action is { } action ? ActionReader.Read(action) : throw BadReference();
    }

    static string Label(Label label) =>
        label.Name.Split(':').Any(segment => ReservedLabels.Contains(segment, StringComparer.OrdinalIgnoreCase))
            ? throw Invalid("a label of a rule cannot contain a reserved word", Fields.Rule, label.Name)
            : label.Name;
}
