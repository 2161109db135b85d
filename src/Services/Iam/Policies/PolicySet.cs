namespace Redoubt.Services.Iam.Policies;

/// <summary>A policy with the name that messages and explanations call it by: its ARN, or an inline policy's name.</summary>
readonly record struct NamedPolicy(string Name, Policy Policy);

/// <summary>The identity policies of one caller: its own, its groups' and its role's, inline and managed. Immutable, kept until one of them changes.</summary>
sealed class PolicySet
{
    public static readonly PolicySet Empty = new([]);

    readonly NamedPolicy[] policies;

    public PolicySet(IEnumerable<NamedPolicy> policies)
    {
        this.policies = [.. policies];
        Denials = Flatten(policy => policy.Denials);
        Allowances = Flatten(policy => policy.Allowances);
    }

    public IReadOnlyList<NamedPolicy> Policies => policies;

    /// <summary>All Deny statements with their policies' names.</summary>
    public NamedStatement[] Denials { get; }

    /// <summary>All Allow statements with their policies' names.</summary>
    public NamedStatement[] Allowances { get; }

    NamedStatement[] Flatten(Func<Policy, Statement[]> choose) =>
        [.. policies.SelectMany(policy => choose(policy.Policy).Select(statement => new NamedStatement(policy.Name, statement)))];
}

/// <summary>A statement with its policy's name.</summary>
readonly record struct NamedStatement(string Policy, Statement Statement);
