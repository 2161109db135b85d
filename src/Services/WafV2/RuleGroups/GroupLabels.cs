namespace Redoubt.Services.WafV2.RuleGroups;

/// <summary>The labels that a rule group sets and asks for, as GetRuleGroup lists them: whole, each once, in the order of the rules.</summary>
static class GroupLabels
{
    const string Whole = "awswaf:";

    public static List<LabelSummary> Available(IReadOnlyList<Rule> rules, string labelNamespace) =>
        Summaries(rules.SelectMany(rule => rule.RuleLabels ?? []).Select(label => label.Name), labelNamespace);

    public static List<LabelSummary> Consumed(IReadOnlyList<Rule> rules, string labelNamespace) =>
        Summaries(rules.SelectMany(rule => AskedFor(rule.Statement)), labelNamespace);

    static List<LabelSummary> Summaries(IEnumerable<string> labels, string labelNamespace) => labels
        .Select(label => label.StartsWith(Whole, StringComparison.Ordinal) ? label : labelNamespace + label)
        .Distinct(StringComparer.Ordinal).Select(label => new LabelSummary { Name = label }).ToList();

    static IEnumerable<string> AskedFor(Statement statement) => statement switch
    {
        { LabelMatchStatement: { } match } => [match.Key],
        { AndStatement: { } and } => and.Statements.SelectMany(AskedFor),
        { OrStatement: { } or } => or.Statements.SelectMany(AskedFor),
        { NotStatement: { } not } => AskedFor(not.Statement),
        { RateBasedStatement.ScopeDownStatement: { } narrowed } => AskedFor(narrowed),
        _ => [],
    };
}
