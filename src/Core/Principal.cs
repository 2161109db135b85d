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

    /// <summary>The caller's tags, for <c>aws:PrincipalTag/…</c>; for a session, the role's with the session's own over them.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// Condition keys that the credential itself settles, by lower-case name, such as <c>aws:multifactorauthpresent</c>,
    /// <c>aws:tokenissuetime</c> or <c>aws:sourceidentity</c>; never anything the request says. Null for long-term keys.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Session { get; init; }

    /// <summary>A service acting for itself.</summary>
    /// <param name="name">Its name in policies, such as <c>cloudtrail.amazonaws.com</c>; becomes the <see cref="Id"/>.</param>
    public static Principal Service(string name) => new(PrincipalKind.Service, Arn.Any, default, name);

    public static Principal Root(AccountId account) => new(PrincipalKind.Root, Arn.Global("iam", account, "root"), account, account.ToString());
}
