namespace Redoubt.Services.Iam.Policies;

/// <summary>A policy document as it is written: the right shape, nothing of its content understood yet.</summary>
/// <param name="Version">Null where the document has none, which means 2008-10-17.</param>
sealed record PolicyDocument(string? Version, IReadOnlyList<StatementText> Statements);

/// <summary>A statement as it is written; null for elements it does not have.</summary>
sealed class StatementText
{
    public string? Sid { get; set; }

    public string? Effect { get; set; }

    public StringList? Actions { get; set; }

    public StringList? Resources { get; set; }

    public PrincipalText? Principals { get; set; }

    public List<ConditionText> Conditions { get; } = [];
}

/// <summary>The values of an element that may be negated, such as Action or NotAction.</summary>
sealed record StringList(IReadOnlyList<string> Values, bool Negated);

/// <summary>The names of a Principal or NotPrincipal, each with its type.</summary>
sealed record PrincipalText(IReadOnlyList<(string Type, string Name)> Names, bool Negated);

/// <summary>One key of a condition block; numbers and booleans as text.</summary>
sealed record ConditionText(string Operator, string Key, IReadOnlyList<string> Values);
