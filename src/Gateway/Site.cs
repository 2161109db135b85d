namespace Redoubt.Gateway;

/// <summary>One protected site: the load balancer a web ACL is associated with, and where its requests go. Immutable.</summary>
/// <param name="Arn"><c>arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID</c>.</param>
/// <param name="Hosts">Host names it answers to: exact, or <c>*.example.com</c> for every name below; empty for all others.</param>
/// <param name="Origin">The shop's own server, null while there is none.</param>
public sealed record Site(Arn Arn, IReadOnlyList<string> Hosts, OriginAddress? Origin)
{
    public SiteSettings Settings { get; init; } = new();

    /// <summary>The ARN of the site that exists before any is configured.</summary>
    public static Arn DefaultArn(Region region, AccountId account) =>
        Arn.Of("elasticloadbalancing", region, account, "loadbalancer/app/default/0000000000000000");
}
