using System.Net;
using Redoubt.Services.Iam.Policies;

namespace Redoubt.Tests.Iam.Policies;

/// <summary>Callers, calls and policies to ask questions with.</summary>
static class Ask
{
    public static readonly AccountId Here = AccountId.Parse("111122223333");
    public static readonly AccountId There = AccountId.Parse("444455556666");
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly Principal Alice = User(Here, "alice");
    public static readonly Principal Mallory = User(There, "mallory");
    public static readonly Principal Session = new(
        PrincipalKind.AssumedRole, Arn.Parse("arn:aws:sts::111122223333:assumed-role/clerk/till-1"), Here, "AROAEXAMPLEEXAMPLE123:till-1")
    {
        Role = Arn.Parse("arn:aws:iam::111122223333:role/shop/clerk"),
    };

    public static Principal User(AccountId account, string name) =>
        new(PrincipalKind.User, Arn.Global("iam", account, $"user/{name}"), account, "AIDAEXAMPLEEXAMPLE123") { UserName = name };

    public static Call By(Principal caller, string address = "203.0.113.9", bool tls = true) => new()
    {
        Service = "kms",
        EventSource = "kms.amazonaws.com",
        Operation = "Encrypt",
        RequestId = "1",
        Time = Noon,
        Account = caller.Kind is PrincipalKind.Service or PrincipalKind.Anonymous ? Here : caller.Account,
        Region = Region.Parse("eu-central-1"),
        Principal = caller,
        SourceAddress = IPAddress.Parse(address),
        UserAgent = "aws-cli/2.9.19",
        Tls = tls ? new TlsDetails("TLSv1.3", "TLS_AES_128_GCM_SHA256", "kms.local") : null,
        Work = null!,
        Authorizer = null!,
        Pages = null!,
    };

    public static Policy Identity(string document) => PolicyCompiler.Compile(document, PolicyKind.Identity);

    public static Policy Attached(string statements) =>
        PolicyCompiler.Compile($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", PolicyKind.Resource);

    /// <summary>A policy set of one policy per list of statements, named p0, p1 ….</summary>
    public static PolicySet Policies(params string[] statements) => new(statements.Select((statement, i) =>
        new NamedPolicy($"p{i}", Identity($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}"""))));

    public static Resource Key(string? policy = null) => new(Arn.Parse("arn:aws:kms:eu-central-1:111122223333:key/1"))
    {
        Policy = policy is null ? null : Attached(policy),
        PolicyRule = ResourcePolicyRule.MustDelegate,
    };

    public static Resource Bucket(string? policy = null) => new(Arn.Parse("arn:aws:s3:::photos"))
    {
        Owner = Here,
        Policy = policy is null ? null : Attached(policy),
    };

    public static Resource Role(string policy) => new(Arn.Parse("arn:aws:iam::111122223333:role/clerk"))
    {
        Policy = PolicyCompiler.Compile($$"""{"Version":"2012-10-17","Statement":[{{policy}}]}""", PolicyKind.Trust),
        PolicyRule = ResourcePolicyRule.AloneDecides,
    };
}
