using Redoubt.Services.WafV2;
using Redoubt.Waf;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class ManagedGroupTests
{
    [Fact]
    public async Task Every_group_is_listed_page_by_page_and_described()
    {
        await using var waf = await Start();
        var names = new List<string?>();

        string? marker = null;
        do
        {
            var page = await waf.Do<ListAvailableManagedRuleGroupsResponse>(
                "ListAvailableManagedRuleGroups", $$"""{"Scope":"REGIONAL","Limit":5{{(marker is null ? "" : $",\"NextMarker\":\"{marker}\"")}}}""");
            names.AddRange(page.ManagedRuleGroups!.Select(group => group.Name));
            marker = page.NextMarker;
        }
        while (marker is not null);

        Assert.Equal(ManagedRuleGroups.Instance.All.Select(group => group.Name), names);
        foreach (var group in ManagedRuleGroups.Instance.All)
        {
            var described = await waf.Do<DescribeManagedRuleGroupResponse>(
                "DescribeManagedRuleGroup", $$"""{"Scope":"REGIONAL","VendorName":"{{group.Vendor}}","Name":"{{group.Name}}"}""");
            Assert.Equal((group.Capacity, group.LabelNamespace, group.DefaultVersion), (described.Capacity, described.LabelNamespace, described.VersionName));
            Assert.NotEmpty(described.Rules!);
            var versions = await waf.Do<ListAvailableManagedRuleGroupVersionsResponse>(
                "ListAvailableManagedRuleGroupVersions", $$"""{"Scope":"REGIONAL","VendorName":"{{group.Vendor}}","Name":"{{group.Name}}"}""");
            Assert.Equal((group.Versions.Count, group.DefaultVersion), (versions.Versions!.Count, versions.CurrentDefaultVersion));
        }
    }

    [Fact]
    public async Task Products_are_those_of_a_vendor()
    {
        await using var waf = await Start();

        var all = await waf.Do<DescribeAllManagedProductsResponse>("DescribeAllManagedProducts", """{"Scope":"REGIONAL"}""");
        var ours = await waf.Do<DescribeManagedProductsByVendorResponse>("DescribeManagedProductsByVendor", """{"Scope":"REGIONAL","VendorName":"AWS"}""");
        var unknown = await waf.Do<DescribeManagedProductsByVendorResponse>("DescribeManagedProductsByVendor", """{"Scope":"REGIONAL","VendorName":"Nobody"}""");
        var missing = await waf.Fails("DescribeManagedRuleGroup", """{"Scope":"REGIONAL","VendorName":"AWS","Name":"Nothing"}""");
        var noVersion = await waf.Fails("DescribeManagedRuleGroup", """{"Scope":"REGIONAL","VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet","VersionName":"Version_99.0"}""");

        Assert.Equal(ManagedRuleGroups.Instance.All.Count, all.ManagedProducts!.Count);
        Assert.All(ours.ManagedProducts!, product => Assert.Equal("AWS", product.VendorName));
        Assert.Empty(unknown.ManagedProducts!);
        Assert.All([missing, noVersion], error => Assert.Equal("WAFNonexistentItemException", error.Code));
    }

    [Fact]
    public async Task A_managed_group_protects_within_its_scope_and_costs_its_capacity()
    {
        await using var waf = await Start();
        const string Sqli = """
            {"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesSQLiRuleSet","ScopeDownStatement":
              {"ByteMatchStatement":{"SearchString":"L2Fw","PositionalConstraint":"STARTS_WITH","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}}}
            """;
        var acl = await waf.CreateAcl("one", Runs(Sqli));
        await waf.Associate(acl.ARN);

        Assert.True(waf.Blocks("/api?id=1%27%20OR%20%271%27%3D%271"));
        Assert.False(waf.Blocks("/other?id=1%27%20OR%20%271%27%3D%271"));
        Assert.False(waf.Blocks("/api?id=1"));
        var capacity = ManagedRuleGroups.Instance.Describe("AWS", "AWSManagedRulesSQLiRuleSet")!.Capacity;
        Assert.Equal(capacity + 2, (await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{acl.ARN}}"}""")).WebACL!.Capacity);
    }

    [Fact]
    public async Task Rate_rule_tells_which_addresses_it_limits()
    {
        await using var waf = await Start();
        var acl = await waf.CreateAcl("one",
            Json.Rule("""{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"IP"}}""", name: "rate"),
            Json.Rule("""{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"HTTPMethod":{}}]}}""", name: "custom", priority: 1));
        await waf.Associate(acl.ARN);
        for (var i = 0; i < 12; i++) waf.Blocks("/");

        var keys = await waf.Do<GetRateBasedStatementManagedKeysResponse>("GetRateBasedStatementManagedKeys", Keys("rate"));
        var other = await waf.Fails("GetRateBasedStatementManagedKeys", Keys("custom"));
        var missing = await waf.Fails("GetRateBasedStatementManagedKeys", Keys("nothing"));

        Assert.Equal(["192.0.2.44/32"], keys.ManagedKeysIPV4!.Addresses);
        Assert.Empty(keys.ManagedKeysIPV6!.Addresses!);
        Assert.Equal(("WAFUnsupportedAggregateKeyTypeException", "WAFNonexistentItemException"), (other.Code, missing.Code));

        string Keys(string rule) => $$"""{"Scope":"REGIONAL","WebACLName":"one","WebACLId":"{{acl.Id}}","RuleName":"{{rule}}"}""";
    }
}
