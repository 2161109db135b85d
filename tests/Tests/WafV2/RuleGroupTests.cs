using System.Text.Json.Nodes;
using Redoubt.Services.WafV2;
using static Redoubt.Tests.WafV2.WafHarness;

namespace Redoubt.Tests.WafV2;

public sealed class RuleGroupTests
{
    [Fact]
    public async Task What_was_sent_is_returned_with_the_labels_it_sets_and_asks_for()
    {
        await using var waf = await Start();
        var rules = new JsonArray(
            JsonNode.Parse(Json.Rule("""{"LabelMatchStatement":{"Scope":"LABEL","Key":"seen:before"}}""", name: "asks", more: ""","RuleLabels":[{"Name":"a"},{"Name":"b:c"}]""")),
            JsonNode.Parse(Json.Rule("""{"NotStatement":{"Statement":{"LabelMatchStatement":{"Scope":"NAMESPACE","Key":"awswaf:managed:aws:"}}}}""", name: "excludes", priority: 1)));
        var request = JsonNode.Parse("""
            {"Name":"own","Scope":"REGIONAL","Capacity":50,"Description":"rules of ours","CustomResponseBodies":{"no":{"ContentType":"TEXT_PLAIN","Content":"no"}},
             "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"own"},"Tags":[{"Key":"team","Value":"shop"}]}
            """)!.AsObject();
        request["Rules"] = rules;

        var summary = (await waf.Do<CreateRuleGroupResponse>("CreateRuleGroup", request.ToJsonString())).Summary!;
        var byName = Json.Output("GetRuleGroup", await waf.Do<GetRuleGroupResponse>("GetRuleGroup", $$"""{"Name":"own","Scope":"REGIONAL","Id":"{{summary.Id}}"}"""));
        var byArn = Json.Output("GetRuleGroup", await waf.Do<GetRuleGroupResponse>("GetRuleGroup", $$"""{"ARN":"{{summary.ARN}}"}"""));

        var group = byName["RuleGroup"]!;
        Assert.True(JsonNode.DeepEquals(byName, byArn));
        foreach (var member in new[] { "Name", "Capacity", "Description", "CustomResponseBodies", "VisibilityConfig", "Rules" })
            Assert.True(JsonNode.DeepEquals(request[member], group[member]), member);
        Assert.Equal($"arn:aws:wafv2:eu-central-1:111122223333:regional/rulegroup/own/{summary.Id}", (string?)group["ARN"]);
        Assert.Equal("awswaf:111122223333:rulegroup:own:", (string?)group["LabelNamespace"]);
        Assert.Equal("""[{"Name":"awswaf:111122223333:rulegroup:own:a"},{"Name":"awswaf:111122223333:rulegroup:own:b:c"}]""", group["AvailableLabels"]!.ToJsonString());
        Assert.Equal("""[{"Name":"awswaf:111122223333:rulegroup:own:seen:before"},{"Name":"awswaf:managed:aws:"}]""", group["ConsumedLabels"]!.ToJsonString());
        Assert.Contains(waf.Required, r => r.StartsWith("wafv2:TagResource", StringComparison.Ordinal));
        var tags = await waf.Do<ListTagsForResourceResponse>("ListTagsForResource", $$"""{"ResourceARN":"{{summary.ARN}}"}""");
        Assert.Equal("team", Assert.Single(tags.TagInfoForResource!.TagList!).Key);
    }

    [Fact]
    public async Task A_change_of_a_group_or_of_its_sets_is_in_force_in_every_acl_that_runs_it()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "198.51.100.0/24");
        var group = await waf.CreateGroup("own", 20, BlockPath("/admin"), BlockSet(set.ARN));
        await waf.Associate((await waf.CreateAcl("one", Runs(Reference(group.ARN)))).ARN);
        await waf.Associate((await waf.CreateAcl("two", Runs(Reference(group.ARN)))).ARN, OtherLoadBalancer);
        Assert.True(waf.Blocks("/admin"));
        Assert.True(waf.Blocks("/", from: "198.51.100.7"));

        await waf.Do("UpdateIPSet", Delete(set.Name, set.Id, set.LockToken).Replace("}", ",\"Addresses\":[\"192.0.2.44/32\"]}", StringComparison.Ordinal));
        Assert.True(waf.Blocks("/", OtherLoadBalancer));
        Assert.False(waf.Blocks("/", from: "198.51.100.7"));

        await waf.Do("UpdateRuleGroup", Update(group, group.LockToken, BlockPath("/cart")));
        Assert.False(waf.Blocks("/admin"));
        Assert.True(waf.Blocks("/cart"));
        Assert.True(waf.Blocks("/cart", OtherLoadBalancer));

        await waf.Restart();
        Assert.True(waf.Blocks("/cart"));
    }

    [Fact]
    public async Task Actions_of_a_group_s_rules_are_overridden_excluded_or_only_counted()
    {
        await using var waf = await Start();
        var group = await waf.CreateGroup("own", 20, BlockPath("/admin"), BlockPath("/cart", "cart", 1));
        var acl = await waf.CreateAcl("one", Runs(Reference(group.ARN, ""","ExcludedRules":[{"Name":"path"}],"RuleActionOverrides":[{"Name":"cart","ActionToUse":{"Allow":{}}}]""")), BlockPath("/", "rest", 9));
        await waf.Associate(acl.ARN);
        Assert.True(waf.Blocks("/admin"));
        Assert.False(waf.Blocks("/cart"));

        await waf.Do("UpdateWebACL", Update(acl, acl.LockToken, Runs(Reference(group.ARN), """{"Count":{}}""")));

        Assert.False(waf.Blocks("/admin"));
    }

    [Fact]
    public async Task A_group_in_use_and_a_set_that_a_group_uses_are_not_deleted()
    {
        await using var waf = await Start();
        var set = await waf.CreateIpSet("bad", "198.51.100.0/24");
        var group = await waf.CreateGroup("own", 20, BlockSet(set.ARN));
        var acl = await waf.CreateAcl("one", Runs(Reference(group.ARN)));

        var inUse = await waf.Fails("DeleteRuleGroup", Delete(group.Name, group.Id, group.LockToken));
        var setInUse = await waf.Fails("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));
        await waf.Do("DeleteWebACL", Delete(acl.Name, acl.Id, acl.LockToken));
        await waf.Do("DeleteRuleGroup", Delete(group.Name, group.Id, group.LockToken));
        await waf.Do("DeleteIPSet", Delete(set.Name, set.Id, set.LockToken));

        Assert.All([inUse, setInUse], error => Assert.Equal("WAFAssociatedItemException", error.Code));
        Assert.Equal("WAFNonexistentItemException", (await waf.Fails("GetRuleGroup", $$"""{"ARN":"{{group.ARN}}"}""")).Code);
    }

    [Fact]
    public async Task Capacity_is_what_a_group_costs_and_never_changes()
    {
        await using var waf = await Start();
        const string Xss = """{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""";

        var tooLittle = await waf.Fails("CreateRuleGroup", Group("own", 39, Json.Rule(Xss)));
        var group = await waf.CreateGroup("own", 79, Json.Rule(Xss));
        var tooMuch = await waf.Fails("UpdateRuleGroup", Update(group, group.LockToken, Json.Rule(Xss), Json.Rule(Xss, name: "two", priority: 1)));
        var acl = await waf.CreateAcl("one", Runs(Reference(group.ARN)));
        var larger = await waf.Fails("CreateRuleGroup", Group("large", 5001));

        Assert.Equal("Error reason: You exceeded the capacity limit for a rule group or web ACL., field: RULE_GROUP, parameter: 40", tooLittle.Message);
        Assert.Equal("80", tooMuch.Members!["Parameter"]);
        Assert.Equal("5001", larger.Members!["Parameter"]);
        Assert.Equal(79, (await waf.Do<GetWebACLResponse>("GetWebACL", $$"""{"ARN":"{{acl.ARN}}"}""")).WebACL!.Capacity);
    }

    [Fact]
    public async Task A_group_runs_no_group_and_an_acl_no_group_that_is_not_there()
    {
        await using var waf = await Start();
        var group = await waf.CreateGroup("own", 20);

        var nested = await waf.Fails("CreateRuleGroup", Group("outer", 100, Runs(Reference(group.ARN))));
        var missing = await waf.Fails("CreateWebACL", Acl("a", Runs(Reference(group.ARN!.Replace(group.Id!, "11111111-1111-4111-8111-111111111111", StringComparison.Ordinal)))));
        var managed = await waf.Fails("CreateWebACL", Acl("a", Runs("""{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesNothing"}}""")));
        var stale = await waf.Fails("UpdateRuleGroup", Update(group, "11111111-1111-4111-8111-111111111111"));

        Assert.Equal(("WAFInvalidParameterException", "RULE_GROUP"), (nested.Code, nested.Members!["Field"]));
        Assert.All([missing, managed], error => Assert.Equal("WAFNonexistentItemException", error.Code));
        Assert.Equal("WAFOptimisticLockException", stale.Code);
    }

    [Fact]
    public async Task Putting_a_group_into_an_acl_needs_permission_on_the_group()
    {
        await using var waf = await Start();
        var group = await waf.CreateGroup("own", 20);
        waf.Denied = $"wafv2:CreateWebACL {group.ARN}";

        var error = await waf.Fails("CreateWebACL", Acl("a", Runs(Reference(group.ARN))));

        Assert.Equal("AccessDenied", error.Code);
    }

    [Fact]
    public async Task Losing_a_web_acl_is_told()
    {
        await using var waf = await Start();
        await waf.Associate((await waf.CreateAcl("one")).ARN);
        Assert.DoesNotContain(waf.Told.Lines, line => line.Text.Contains("no web ACL any more", StringComparison.Ordinal));

        await waf.Do("DisassociateWebACL", $$"""{"ResourceArn":"{{LoadBalancer}}"}""");

        Assert.Contains(waf.Told.Lines, line => line.Text.Contains(LoadBalancer, StringComparison.Ordinal) && line.Text.Contains("no web ACL any more", StringComparison.Ordinal));
    }
}
