using System.Net.Sockets;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.WebAcls;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    // This node's: what it limits now.
    async ValueTask<GetRateBasedStatementManagedKeysResponse> GetRateBasedStatementManagedKeys(GetRateBasedStatementManagedKeysRequest request, Call call)
    {
        var acl = (await webAcls.Find(request.WebACLName, request.Scope, request.WebACLId, call)).Value;
        var rate = await RateBased(acl, request, call) ?? throw Nonexistent();
        if (rate.AggregateKeyType is not (RateBasedStatementAggregateKeyType.Ip or RateBasedStatementAggregateKeyType.ForwardedIp)) throw NotLimitedByAddress();
        var rule = request.RuleGroupRuleName is { } group ? $"{group}/{request.RuleName}" : request.RuleName;
        var limited = rates.Limited(acl.Arn, rule) ?? [];
        return new()
        {
            ManagedKeysIPV4 = Keys(IPAddressVersion.Ipv4, AddressFamily.InterNetwork),
            ManagedKeysIPV6 = Keys(IPAddressVersion.Ipv6, AddressFamily.InterNetworkV6),
        };

        RateBasedStatementManagedKeysIPSet Keys(string version, AddressFamily family) => new()
        {
            IPAddressVersion = version,
            Addresses = limited.Where(network => network.BaseAddress.AddressFamily == family).Select(network => network.ToString()).ToList(),
        };
    }

    // Of the ACL itself, or of the rule group that one of its rules runs.
    async ValueTask<RateBasedStatement?> RateBased(WebAclRecord acl, GetRateBasedStatementManagedKeysRequest request, Call call)
    {
        if (request.RuleGroupRuleName is not { } outer) return In(acl.Rules, request.RuleName);
        var reference = acl.Rules.FirstOrDefault(rule => rule.Name == outer)?.Statement.RuleGroupReferenceStatement;
        if (reference is null || EntityArn.Read(reference.ARN) is not { } arn || await ruleGroups.Find(arn, call.Aborted) is not { } group) return null;
        return In(group.Value.Rules, request.RuleName);

        static RateBasedStatement? In(IReadOnlyList<Rule> rules, string name) => rules.FirstOrDefault(rule => rule.Name == name)?.Statement.RateBasedStatement;
    }
}
