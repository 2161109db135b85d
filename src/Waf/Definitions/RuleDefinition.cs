namespace Redoubt.Waf;

/// <summary>One rule: a statement, and what to do when it matches.</summary>
public sealed record RuleDefinition
{
    /// <summary>Unique in its ACL; appears in verdicts and logs.</summary>
    public required string Name { get; init; }

    /// <summary>Unique in its ACL; the lowest is evaluated first.</summary>
    public required int Priority { get; init; }

    public required StatementDefinition Statement { get; init; }

    public required RuleAction Action { get; init; }

    /// <summary>Labels that later rules see when this one matched, without the ACL's prefix.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
