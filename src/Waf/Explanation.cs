namespace Redoubt.Waf;

/// <summary>
/// Everything the rules looked at, for an operator. Holds what the client sent, so it is made only when asked for and belongs into no log.
/// </summary>
public sealed class Explanation
{
    readonly List<RuleExplanation> rules = [];

    /// <summary>The rules that were evaluated, in order; those after a terminating one are missing.</summary>
    public IReadOnlyList<RuleExplanation> Rules => rules;

    internal RuleExplanation Begin(string rule, string? group)
    {
        rules.Add(new RuleExplanation(rule, group));
        return rules[^1];
    }
}

/// <summary>What one rule looked at.</summary>
/// <param name="group">The web ACL's rule that runs the group this rule is of; null for a rule of the ACL itself.</param>
public sealed class RuleExplanation(string rule, string? group)
{
    // Of looks that found nothing.
    const int MaxLooks = 50;

    readonly List<Look> looks = [];

    public string Rule { get; } = rule;

    public string? Group { get; } = group;

    public bool Matched { get; internal set; }

    /// <summary>Every look that found something, and the first that did not.</summary>
    public IReadOnlyList<Look> Looks => looks;

    /// <summary>Looks that found nothing and are left out.</summary>
    public int Omitted { get; private set; }

    internal void Add(Look look)
    {
        if (look.Matched is not null || looks.Count < MaxLooks) looks.Add(look);
        else Omitted++;
    }
}

/// <summary>One statement's look at one component.</summary>
/// <param name="Statement">Such as <c>ByteMatch</c>.</param>
/// <param name="Location">The component, such as <c>HEADER</c>, or what else was compared.</param>
/// <param name="Name">The name of the argument, header or cookie, where there is one.</param>
/// <param name="Seen">The text after its transformations, one character per byte; of a long one the part around the match, or its beginning.</param>
/// <param name="Matched">The part of it that matched, cut where it is long; null for no match.</param>
/// <param name="Length">Of the whole text, in bytes.</param>
public sealed record Look(string Statement, string Location, string? Name, string Seen, string? Matched, int Length)
{
    const int MaxText = 512;

    internal Look(string statement, string location, string? name, string seen, string? matched) : this(statement, location, name, seen, matched, seen.Length)
    {
    }

    /// <summary>Cuts what is long.</summary>
    /// <param name="start">Where the match lies; only with <paramref name="length"/>.</param>
    /// <param name="length">Of the match; null for none.</param>
    internal static Look At(string statement, string location, ReadOnlyMemory<char> name, ReadOnlySpan<char> text, int start, int? length)
    {
        var from = text.Length <= MaxText || length is null ? 0 : Math.Clamp(start - MaxText / 4, 0, text.Length - MaxText);
        var seen = text.Slice(from, Math.Min(MaxText, text.Length)).ToString();
        var matched = length is { } found ? text.Slice(start, Math.Min(found, MaxText)).ToString() : null;
        return new Look(statement, location, name.IsEmpty ? null : name[..Math.Min(name.Length, MaxText)].ToString(), seen, matched, text.Length);
    }
}
