using Redoubt.Waf;

namespace Redoubt.Tests.Waf.Managed;

/// <summary>What the catalogue says of the groups: AWS's names, numbers and versions.</summary>
public sealed class ManagedRuleGroupTests
{
    [Theory]
    [InlineData("AWS", "AWSManagedRulesCommonRuleSet", 700, 22, "core-rule-set")]
    [InlineData("AWS", "AWSManagedRulesAdminProtectionRuleSet", 100, 1, "admin-protection")]
    [InlineData("AWS", "AWSManagedRulesKnownBadInputsRuleSet", 200, 12, "known-bad-inputs")]
    [InlineData("AWS", "AWSManagedRulesSQLiRuleSet", 200, 8, "sql-database")]
    [InlineData("AWS", "AWSManagedRulesLinuxRuleSet", 200, 3, "linux-os")]
    [InlineData("AWS", "AWSManagedRulesUnixRuleSet", 100, 3, "posix-os")]
    [InlineData("AWS", "AWSManagedRulesWindowsRuleSet", 200, 9, "windows-os")]
    [InlineData("AWS", "AWSManagedRulesPHPRuleSet", 100, 4, "php-app")]
    [InlineData("AWS", "AWSManagedRulesWordPressRuleSet", 100, 2, "wordpress-app")]
    [InlineData("AWS", "AWSManagedRulesAmazonIpReputationList", 25, 3, "amazon-ip-list")]
    [InlineData("AWS", "AWSManagedRulesAnonymousIpList", 50, 2, "anonymous-ip-list")]
    [InlineData("AWS", "AWSManagedRulesBotControlRuleSet", 50, 19, "bot-control")]
    public void A_group_of_AWS_has_its_capacity_rules_and_namespace(string vendor, string name, int capacity, int rules, string space)
    {
        var group = ManagedRuleGroups.Instance.Describe(vendor, name)!;

        Assert.Equal((capacity, rules, $"awswaf:managed:aws:{space}:"), (group.Capacity, group.Describe().Count, group.LabelNamespace));
        Assert.All(group.AvailableLabels(), label => Assert.StartsWith(group.LabelNamespace, label));
    }

    [Fact]
    public void All_groups_together_fit_into_one_web_ACL() => Assert.InRange(ManagedRuleGroups.Instance.All.Sum(group => group.Capacity), 1, 5000);

    [Fact]
    public void A_later_version_has_rules_that_the_first_has_not()
    {
        var group = ManagedRuleGroups.Instance.Describe("AWS", "AWSManagedRulesSQLiRuleSet")!;

        Assert.Equal(["Version_1.0", "Version_2.0"], group.Versions);
        Assert.Equal("Version_2.0", group.DefaultVersion);
        Assert.DoesNotContain("SQLiExtendedPatterns_URIPATH", group.Describe("Version_1.0").Select(rule => rule.Name));
        Assert.Contains("SQLiExtendedPatterns_URIPATH", group.Describe("Version_2.0").Select(rule => rule.Name));
        Assert.Equal(group.Describe("Version_2.0").Count, group.Describe().Count);
    }

    [Fact]
    public void What_does_not_exist_is_not_found()
    {
        var groups = ManagedRuleGroups.Instance;

        Assert.Null(groups.Find("AWS", "RedoubtShopRuleSet", null));
        Assert.Null(groups.Find("AWS", "AWSManagedRulesSQLiRuleSet", "Version_9.0"));
        Assert.Null(groups.Find("AWS", "AWSManagedRulesAnonymousIpList", "Version_1.0"));
    }

    [Fact]
    public void The_list_of_floods_counts_as_with_AWS()
    {
        var actions = ManagedRuleGroups.Instance.All.Where(group => group.Vendor == "AWS").SelectMany(group => group.Describe()).Where(rule => rule.Action.Kind != ActionKind.Block);

        Assert.Equal(["AWSManagedIPDDoSList"], actions.Select(rule => rule.Name));
    }
}
