using Redoubt.Services.WafV2.Entities;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2.IpSets;

/// <summary>An IP set as it is stored.</summary>
sealed record IpSetRecord : EntityRecord
{
    /// <summary>The scope is that of the name's account and region or <c>global</c>, the id the set's name.</summary>
    public static readonly Collection<IpSetRecord> Collection = new("wafv2_ip_sets")
    {
        ResourceType = "AWS::WAFv2::IPSet",
        Arn = set => Redoubt.Arn.Parse(set.Arn),
    };

    /// <summary><c>IPV4</c> or <c>IPV6</c>.</summary>
    public required string Version { get; init; }

    /// <summary>CIDR blocks as they were sent.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }
}
