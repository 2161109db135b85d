using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Tests.Rules;

static class WafV2Cases
{
    static readonly object BadScope = new { Scope = "PLANETARY" };

    static readonly object ShortArn = new JsonObject { ["ResourceARN"] = "arn", ["ResourceArn"] = "arn", ["WebACLArn"] = "arn" };

    static readonly object CommonRules = new { VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet", Scope = "REGIONAL" };

    static readonly object[] Tags = [new { Key = "a", Value = "b" }];

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("wafv2", "CreateWebACL") { Input = s => Task.FromResult(CaseSetup.WebAclNamed(CaseSetup.Name())), Invalid = BadScope },
        new("wafv2", "GetWebACL") { Input = async s => (await s.WebAcl()).Named, Invalid = BadScope },
        new("wafv2", "UpdateWebACL")
        {
            Input = async s => With((await s.WebAcl()).Locked, new { DefaultAction = new { Block = new { } }, VisibilityConfig = CaseSetup.Visible }), Invalid = BadScope,
        },
        new("wafv2", "DeleteWebACL") { Input = async s => (await s.WebAcl()).Locked, Invalid = BadScope },
        List("ListWebACLs"),
        new("wafv2", "CheckCapacity") { Input = s => Task.FromResult<object>(new { Scope = "REGIONAL", Rules = Array.Empty<object>() }), Invalid = BadScope },

        new("wafv2", "AssociateWebACL") { Input = async s => new { WebACLArn = (await s.WebAcl()).Arn, ResourceArn = s.LoadBalancer }, Invalid = ShortArn },
        new("wafv2", "DisassociateWebACL") { Input = s => Task.FromResult<object>(new { ResourceArn = s.LoadBalancer }), Invalid = ShortArn },
        new("wafv2", "GetWebACLForResource") { Input = s => Task.FromResult<object>(new { ResourceArn = s.LoadBalancer }), Invalid = ShortArn },
        new("wafv2", "ListResourcesForWebACL") { Input = async s => new { WebACLArn = (await s.WebAcl()).Arn }, Invalid = ShortArn },

        new("wafv2", "CreateRuleGroup")
        {
            Input = s => Task.FromResult<object>(new { Name = CaseSetup.Name(), Scope = "REGIONAL", Capacity = 10, VisibilityConfig = CaseSetup.Visible }), Invalid = BadScope,
        },
        new("wafv2", "GetRuleGroup") { Input = async s => (await s.RuleGroup()).Named, Invalid = BadScope },
        new("wafv2", "UpdateRuleGroup") { Input = async s => With((await s.RuleGroup()).Locked, new { VisibilityConfig = CaseSetup.Visible }), Invalid = BadScope },
        new("wafv2", "DeleteRuleGroup") { Input = async s => (await s.RuleGroup()).Locked, Invalid = BadScope },
        List("ListRuleGroups"),

        List("ListAvailableManagedRuleGroups"),
        new("wafv2", "ListAvailableManagedRuleGroupVersions") { Input = s => Task.FromResult(CommonRules), Invalid = BadScope },
        new("wafv2", "DescribeManagedRuleGroup") { Input = s => Task.FromResult(CommonRules), Invalid = BadScope },
        new("wafv2", "DescribeAllManagedProducts") { Input = s => Task.FromResult<object>(new { Scope = "REGIONAL" }), Invalid = BadScope },
        new("wafv2", "DescribeManagedProductsByVendor") { Input = s => Task.FromResult<object>(new { Scope = "REGIONAL", VendorName = "AWS" }), Invalid = BadScope },
        List("ListManagedRuleSets"),

        new("wafv2", "PutLoggingConfiguration") { Input = async s => new { LoggingConfiguration = CaseSetup.LoggingOf((await s.WebAcl()).Arn) }, Invalid = new { LoggingConfiguration = ShortArn } },
        new("wafv2", "GetLoggingConfiguration") { Input = async s => new { ResourceArn = (await s.LoggedWebAcl()).Arn }, Invalid = ShortArn },
        new("wafv2", "DeleteLoggingConfiguration") { Input = async s => new { ResourceArn = (await s.LoggedWebAcl()).Arn }, Invalid = ShortArn },
        List("ListLoggingConfigurations"),
        new("wafv2", "GetSampledRequests")
        {
            Input = async s => new { WebAclArn = (await s.WebAcl()).Arn, RuleMetricName = "m", Scope = "REGIONAL", TimeWindow = new { StartTime = 1_700_000_000, EndTime = 4_000_000_000 }, MaxItems = 5 },
            Invalid = BadScope,
        },
        new("wafv2", "GetRateBasedStatementManagedKeys")
        {
            Input = async s =>
            {
                var acl = await s.RateLimitingWebAcl();
                return new { Scope = "REGIONAL", WebACLName = acl.Name, WebACLId = acl.Id, RuleName = "rate" };
            },
            Invalid = BadScope,
        },

        new("wafv2", "CreateIPSet")
        {
            Input = s => Task.FromResult<object>(new { Name = CaseSetup.Name(), Scope = "REGIONAL", IPAddressVersion = "IPV4", Addresses = new[] { "192.0.2.0/24" } }), Invalid = BadScope,
        },
        new("wafv2", "GetIPSet") { Input = async s => (await s.IpSet()).Named, Invalid = BadScope },
        new("wafv2", "UpdateIPSet") { Input = async s => With((await s.IpSet()).Locked, new { Addresses = new[] { "198.51.100.0/24" } }), Invalid = BadScope },
        new("wafv2", "DeleteIPSet") { Input = async s => (await s.IpSet()).Locked, Invalid = BadScope },
        List("ListIPSets"),

        new("wafv2", "CreateRegexPatternSet")
        {
            Input = s => Task.FromResult<object>(new { Name = CaseSetup.Name(), Scope = "REGIONAL", RegularExpressionList = CaseSetup.Expressions }), Invalid = BadScope,
        },
        new("wafv2", "GetRegexPatternSet") { Input = async s => (await s.RegexSet()).Named, Invalid = BadScope },
        new("wafv2", "UpdateRegexPatternSet") { Input = async s => With((await s.RegexSet()).Locked, new { RegularExpressionList = CaseSetup.Expressions }), Invalid = BadScope },
        new("wafv2", "DeleteRegexPatternSet") { Input = async s => (await s.RegexSet()).Locked, Invalid = BadScope },
        List("ListRegexPatternSets"),

        new("wafv2", "TagResource") { Input = async s => new { ResourceARN = (await s.IpSet()).Arn, Tags }, Invalid = ShortArn },
        new("wafv2", "UntagResource") { Input = async s => new { ResourceARN = (await s.IpSet()).Arn, TagKeys = new[] { "a" } }, Invalid = ShortArn },
        new("wafv2", "ListTagsForResource") { Input = async s => new { ResourceARN = (await s.IpSet()).Arn }, Invalid = ShortArn },
    ];

    static OperationCase List(string operation) => new("wafv2", operation) { Input = s => Task.FromResult<object>(new { Scope = "REGIONAL", Limit = 1 }), Invalid = BadScope };

    static JsonObject With(object input, object more)
    {
        var all = (JsonObject)JsonSerializer.SerializeToNode(input)!;
        foreach (var (name, value) in (JsonObject)JsonSerializer.SerializeToNode(more)!) all[name] = value?.DeepClone();
        return all;
    }
}
