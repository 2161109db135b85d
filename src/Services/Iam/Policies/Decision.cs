namespace Redoubt.Services.Iam.Policies;

/// <summary>Where a policy stands, in AWS's terms.</summary>
enum PolicyType { Identity, Resource }

/// <summary>Why a decision is what it is.</summary>
enum DecisionReason
{
    /// <summary>No statement allows it on the identity's side, and the resource's side does not suffice.</summary>
    NoIdentityGrant,

    /// <summary>The resource's policy had to allow it and does not.</summary>
    NoResourceGrant,

    /// <summary>A statement denies it.</summary>
    ExplicitDeny,

    /// <summary>An identity policy allows it, and the resource's side, where it is asked, lets it.</summary>
    IdentityGrant,

    /// <summary>The resource's policy allows it by itself.</summary>
    ResourceGrant,

    /// <summary>The account's root may do everything in its account that no resource policy withholds.</summary>
    Root,

    /// <summary>Whoever has credentials may do it, and nothing can forbid it.</summary>
    NeedsNoPermission,
}

/// <summary>The answer to a <see cref="DecisionRequest"/>.</summary>
/// <param name="Type">Where the deciding policy stands, or where the missing one would.</param>
/// <param name="Policy">The deciding policy's name; the resource's ARN for its own policy; null where no statement decided.</param>
/// <param name="Statement">The deciding statement.</param>
readonly record struct Decision(DecisionReason Reason, PolicyType Type, string? Policy, Statement? Statement)
{
    public bool Allowed => Reason >= DecisionReason.IdentityGrant;
}
