using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Answers what the engine finds wrong with a web ACL. Nothing it cannot read gets any further.</summary>
static class Problems
{
    const int MaxShown = 5;

    // The innermost part of a problem's place that has a name among AWS's fields; looked for in this order.
    static readonly (string Part, string Field)[] Parts =
    [
        (".transformations", Fields.TextTransformation),
        (".field", Fields.FieldToMatch),
        (".searchString", Fields.ByteMatch),
        (".size", Fields.SizeConstraint),
        (".statement", Fields.Statement),
        (".action", Fields.RuleAction),
        ("defaultAction", Fields.DefaultAction),
        ("rules", Fields.Rule),
    ];

    public static AwsError Error(IReadOnlyList<Waf.Problem> problems, IReadOnlyList<Waf.RuleDefinition> rules)
    {
        var first = problems[0];
        var field = Array.Find(Parts, part => first.Place.Contains(part.Part, StringComparison.Ordinal)).Field ?? Fields.WebAcl;
        var reason = string.Join("; ", problems.Take(MaxShown).Select(problem => problem.ToString()));
        if (problems.Count > MaxShown) reason += $"; and {problems.Count - MaxShown} more";
        return Invalid(reason, field, RuleOf(first.Place, rules) ?? first.Place);
    }

    // Authors know their rules by name, not by number.
    static string? RuleOf(string place, IReadOnlyList<Waf.RuleDefinition> rules) =>
        place.StartsWith("rules[", StringComparison.Ordinal) && place.IndexOf(']') is > 0 and var end
        && int.TryParse(place.AsSpan(6, end - 6), out var index) && index < rules.Count ? rules[index].Name : null;
}
