namespace Redoubt.Waf;

/// <summary>
/// Everything the rules looked at, for an operator. Holds what the client sent, so it is made only when asked for and belongs into no log.
/// </summary>
public sealed class Explanation
{
    readonly List<RuleExplanation> rules = [];

    /// <summary>The rules that were evaluated, in order; those after a terminating one are missing.</summary>
    public IReadOnlyList<RuleExplanation> Rules => rules;

    internal RuleExplanation Begin(string rule)
    {
        rules.Add(new RuleExplanation(rule));
        return rules[^1];
    }
}

/// <summary>What one rule looked at.</summary>
public sealed class RuleExplanation(string rule)
{
    readonly List<Look> looks = [];

    public string Rule { get; } = rule;

    public bool Matched { get; internal set; }

    public IReadOnlyList<Look> Looks => looks;

    internal void Add(Look look) => looks.Add(look);
}

/// <summary>One statement's look at one component.</summary>
/// <param name="Statement">Such as <c>ByteMatch</c>.</param>
/// <param name="Location">The component, such as <c>HEADER</c>, or what else was compared.</param>
/// <param name="Name">The name of the argument, header or cookie, where there is one.</param>
/// <param name="Seen">The text after its transformations, one character per byte.</param>
/// <param name="Matched">The part of it that matched; null for no match.</param>
public sealed record Look(string Statement, string Location, string? Name, string Seen, string? Matched);
