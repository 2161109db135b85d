namespace Redoubt.Waf;

/// <summary>A rule of a group that comes with the product.</summary>
/// <param name="Label">Set on a match, without the group's namespace; null for a rule that only prepares others.</param>
sealed record ManagedRule(string Name, string? Label, StatementDefinition Statement)
{
    public RuleAction Action { get; init; } = RuleAction.Block;

    /// <summary>Another label that is set with the first.</summary>
    public string? FurtherLabel { get; init; }

    /// <summary>The first version of the group that has it.</summary>
    public int Since { get; init; } = 1;

    /// <summary>A rule nobody sees: it sets labels for those that follow.</summary>
    public bool IsSilent { get; init; }

    public RuleDefinition At(int priority) => new()
    {
        Name = Name,
        Priority = priority,
        Statement = Statement,
        Action = Action,
        Labels = [.. new[] { FurtherLabel, Label }.OfType<string>()],
        IsSilent = IsSilent,
    };
}
