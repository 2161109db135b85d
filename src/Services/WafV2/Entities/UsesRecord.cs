using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Entities;

/// <summary>
/// Who uses a web ACL, rule group or set: load balancers an ACL, ACLs a group, ACLs and groups a set. Made and deleted with what it is about, and changed by every commit that
/// begins or ends a use, so that a deletion and a new use cannot both succeed. Apart from the resource, which does not change by being used.
/// </summary>
/// <param name="Users">ARNs, in ordinal order.</param>
sealed record UsesRecord(IReadOnlyList<string> Users)
{
    /// <summary>The scope is that of the resource used, the id its ARN.</summary>
    public static readonly Collection<UsesRecord> Collection = new("wafv2_uses");

    public static readonly UsesRecord None = new([]);

    public UsesRecord With(string user) => new([.. Users.Append(user).Distinct().Order(StringComparer.Ordinal)]);

    public UsesRecord Without(string user) => new([.. Users.Where(u => u != user)]);
}
