using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>
/// Turns rules as the API has them into the engine's. Everything in a rule is either understood or refused: what is read here is all
/// that a rule says. What the engine checks itself (names, priorities, labels, patterns) is left to it.
/// </summary>
sealed class RuleReader(ActionReader actions)
{
    // Segments that AWS keeps for its own labels: a rule must not be able to forge a managed rule's label.
    static readonly string[] ReservedLabels = ["awswaf", "aws", "waf", "rulegroup", "webacl", "regexpatternset", "ipset", "managed"];

    readonly GroupReader groups = new(actions);

    public List<Waf.RuleDefinition> Read(IReadOnlyList<Rule>? rules) => rules is null ? [] : rules.Select(Read).ToList();

    Waf.RuleDefinition Read(Rule rule)
    {
        var statement = Statement(rule.Statement);
        var action = Action(rule, statement is Waf.GroupDefinition);
        if (statement is Waf.RateBasedDefinition && action is { Kind: Waf.ActionKind.Allow })
            throw Invalid("a rate-based rule does not allow", Fields.RuleAction, "Allow");
        return new()
        {
            Name = rule.Name,
            Priority = rule.Priority,
            Statement = statement,
            Action = action,
            CaptchaImmunity = Immunity(rule.CaptchaConfig?.ImmunityTimeProperty),
            ChallengeImmunity = Immunity(rule.ChallengeConfig?.ImmunityTimeProperty),
            Labels = rule.RuleLabels is null ? [] : rule.RuleLabels.Select(Label).ToList(),
        };
    }

    /// <summary>How long a proof answers; null where nothing is said.</summary>
    public static TimeSpan? Immunity(ImmunityTimeProperty? property) => property is null ? null : TimeSpan.FromSeconds(property.ImmunityTime);

    Waf.StatementDefinition Statement(Statement statement) => statement switch
    {
        { RateBasedStatement: { } rate } when IsOnly(statement) => RateReader.Read(rate),
        { RuleGroupReferenceStatement: { } own } when IsOnly(statement) => groups.Read(own),
        { ManagedRuleGroupStatement: { } managed } when IsOnly(statement) => groups.Read(managed),
        _ => StatementReader.Read(statement),
    };

    // Where there is another beside it, reading it as an ordinary statement says so.
    static bool IsOnly(Statement statement) => StatementReader.Count(statement) == 1;

    // A rule group's rules bring actions; what a rule says of them is whether they count. Every other rule has an action of its own.
    Waf.RuleAction? Action(Rule rule, bool isGroup)
    {
        if (rule.Action is null == rule.OverrideAction is null) throw NotExactlyOne(Fields.Rule, "Rule");
        if (isGroup) return rule.OverrideAction is { } over ? ActionReader.Read(over) : throw Invalid("a rule group takes an override action", Fields.RuleAction, rule.Name);
        return rule.Action is { } action ? actions.Read(action) : throw BadReference();
    }

    static string Label(Label label) =>
        label.Name.Split(':').Any(segment => ReservedLabels.Contains(segment, StringComparer.OrdinalIgnoreCase))
            ? throw Invalid("a label of a rule cannot contain a reserved word", Fields.Rule, label.Name)
            : label.Name;
}
