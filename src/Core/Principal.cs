namespace Redoubt;

/// <summary>The kinds of caller that policies and audit records tell apart.</summary>
public enum PrincipalKind { Anonymous, Root, User, AssumedRole, FederatedUser, Service }

/// <summary>Who makes a call.</summary>
/// <param name="Kind">What sort of caller.</param>
/// <param name="Arn">The caller's own name: the user, the role session, the account's root.</param>
/// <param name="Account">The account whose permissions apply.</param>
/// <param name="Id">The unique id that outlives a rename, such as <c>AIDA…</c>; for root the account id.</param>
public sealed record Principal(PrincipalKind Kind, Arn Arn, AccountId Account, string Id)
{
    /// <summary>Nobody: a call without credentials.</summary>
    public static readonly Principal Anonymous = new(PrincipalKind.Anonymous, Arn.Any, default, "ANONYMOUS_PRINCIPAL");

    /// <summary>The name of an IAM user; null for other kinds.</summary>
    public string? UserName { get; init; }

    /// <summary>The role behind a role session; null for other kinds.</summary>
    public Arn? Role { get; init; }

    public static Principal Root(AccountId account) => new(PrincipalKind.Root, Arn.Global("iam", account, "root"), account, account.ToString());
}
