namespace Redoubt.Waf;

/// <summary>One rule: a statement, and what to do when it matches.</summary>
public sealed record RuleDefinition
{
    /// <summary>Unique in its ACL; appears in verdicts and logs.</summary>
    public required string Name { get; init; }

    /// <summary>Unique in its ACL; the lowest is evaluated first.</summary>
    public required int Priority { get; init; }

    public required StatementDefinition Statement { get; init; }

    /// <summary>
    /// What a match does. For a rule group null, where its rules' own actions decide, or <see cref="RuleAction.Count"/>, where the
    /// group's decision only counts.
    /// </summary>
    public required RuleAction? Action { get; init; }

    /// <summary>How long a solved puzzle answers this rule's CAPTCHA action; null for the ACL's time.</summary>
    public TimeSpan? CaptchaImmunity { get; init; }

    /// <summary>How long a passed challenge answers this rule's challenge action; null for the ACL's time.</summary>
    public TimeSpan? ChallengeImmunity { get; init; }

    /// <summary>Labels that later rules see when this one matched, without the ACL's prefix.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>A match of a counting rule only sets labels: it is not reported itself.</summary>
    internal bool IsSilent { get; init; }
}
