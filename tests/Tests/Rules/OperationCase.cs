namespace Redoubt.Tests.Rules;

/// <summary>
/// What proves that an operation is whole: an input that succeeds, which a caller without permissions is denied, and one that its
/// model forbids. Every implemented operation has one; <see cref="OperationCaseTests"/> runs them and checks the audit records.
/// </summary>
/// <param name="Service">The service's signing name, such as <c>kms</c>.</param>
/// <param name="Operation">The operation's name.</param>
sealed record OperationCase(string Service, string Operation)
{
    /// <summary>Makes, as root, what the operation needs, and returns an input that succeeds.</summary>
    public required Func<CaseSetup, Task<object>> Input { get; init; }

    /// <summary>An input that the model's constraints forbid; null with <see cref="Unconstrained"/>.</summary>
    public object? Invalid { get; init; }

    /// <summary>Why no input can violate the model.</summary>
    public string? Unconstrained { get; init; }

    /// <summary>Anybody who signs may call it, whatever policies say.</summary>
    public bool NeedsNoPermission { get; init; }

    /// <summary>The permission, where it is not <c>service:Operation</c>.</summary>
    public string Action { get => field ?? $"{Service}:{Operation}"; init; }

    /// <summary>Why the operation names no resource although the authorization reference has types for its action.</summary>
    public string? AnyResource { get; init; }
}
