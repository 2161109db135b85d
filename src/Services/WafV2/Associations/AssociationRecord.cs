using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Associations;

/// <summary>That a web ACL protects a load balancer, which has one at most.</summary>
sealed record AssociationRecord(string ResourceArn, string WebAclArn)
{
    /// <summary>The scope is the account and region, the id the load balancer's ARN.</summary>
    public static readonly Collection<AssociationRecord> Collection = new("wafv2_associations");
}
