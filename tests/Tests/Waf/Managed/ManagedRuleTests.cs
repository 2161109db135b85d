using Redoubt.Waf;

namespace Redoubt.Tests.Waf.Managed;

/// <summary>Each managed rule finds what it is for, alone in its group, and leaves alone what only looks like it.</summary>
public sealed class ManagedRuleTests
{
    static readonly Lazy<NetworkLists> Lists = new(ReadLists);
    static readonly Lazy<Dictionary<string, WebAcl>> ByGroup = new(() => ManagedRuleGroups.Instance.All.ToDictionary(group => group.Name, group => Counting(group)));
    static readonly Lazy<WebAcl> Together = new(() => Counting([.. ManagedRuleGroups.Instance.All]));

    public static TheoryData<string, string> Rules => [.. ManagedRuleGroups.Instance.All.SelectMany(group => group.Describe(), (group, rule) => (group.Name, rule.Name))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_finds_what_it_is_for_and_no_other_of_its_group_does(string group, string rule)
    {
        foreach (var request in ManagedRuleCases.All.Where(one => (one.Group, one.Rule) == (group, rule)).SelectMany(one => one.Found))
            Assert.Equal([rule], Matched(ByGroup.Value[group], request));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_only_looks_like_an_attack_is_found_by_no_rule_of_any_group(string group, string rule)
    {
        foreach (var request in ManagedRuleCases.All.Where(one => (one.Group, one.Rule) == (group, rule)).SelectMany(one => one.Ignored))
            Assert.Empty(Matched(Together.Value, request).Except(["SizeRestrictions_BODY", "RestrictedExtensions_URIPATH"]));
    }

    [Fact]
    public void Every_rule_has_requests_that_it_finds_and_requests_that_it_ignores()
    {
        var rules = ManagedRuleGroups.Instance.All.SelectMany(group => group.Describe(), (group, rule) => (group.Name, rule.Name));
        var found = ManagedRuleCases.All.Where(one => one.Found.Length > 0 && one.Ignored.Length > 0).Select(one => (one.Group, one.Rule));

        // Values of query arguments are looked at by two rules.
        Assert.Equal([("AWSManagedRulesWindowsRuleSet", "WindowsShellCommands_QUERYARGUMENTS")], rules.Except(found));
    }

    [Fact]
    public void Commands_in_values_of_the_query_are_found_by_both_rules_for_it()
    {
        var matched = Matched(ByGroup.Value["AWSManagedRulesWindowsRuleSet"], new WireRequest("/?q=%7C%7Cnslookup+x"));

        Assert.Equal(["WindowsShellCommands_QUERYARGUMENTS", "WindowsShellCommands_QUERYSTRING"], matched);
    }

    [Fact]
    public void A_robot_from_a_network_of_its_organisation_is_verified_and_not_blocked()
    {
        var acl = Counting(ManagedRuleGroups.Instance.Describe("AWS", "AWSManagedRulesBotControlRuleSet")!);
        var agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

        var verified = acl.Evaluate(new WireRequest("/", from: "203.0.113.7").With("User-Agent", agent));
        var impostor = acl.Evaluate(new WireRequest("/", from: "203.0.113.8").With("User-Agent", agent));

        const string Prefix = "awswaf:managed:aws:bot-control:";
        string[] known = [$"{Prefix}bot:category:search_engine", $"{Prefix}bot:name:googlebot", $"{Prefix}bot:organization:google"];
        Assert.Equal([.. known, $"{Prefix}bot:verified"], verified.Labels);
        Assert.Equal([.. known, $"{Prefix}bot:unverified", $"{Prefix}CategorySearchEngine"], impostor.Labels);
        Assert.Empty(NamesIn(verified));
    }

    static IEnumerable<string> NamesIn(Verdict verdict) => verdict.Groups.SelectMany(group => group.Counted).Select(rule => rule.Rule);

    static string[] Matched(WebAcl acl, WireRequest request) => [.. NamesIn(acl.Evaluate(request)).Order(StringComparer.Ordinal)];

    static WebAcl Counting(params ManagedRuleGroup[] groups) => Of.Compiled(
        Of.Definition([.. groups.Select((group, i) => new RuleDefinition
        {
            Name = group.Name,
            Priority = i,
            Action = null,
            Statement = new ManagedRuleGroupDefinition(group.Vendor, group.Name, null) { Overrides = group.Describe().ToDictionary(rule => rule.Name, _ => RuleAction.Count) },
        })]),
        new CompileOptions { ManagedGroups = ManagedRuleGroups.Instance, NetworkLists = Lists.Value, Limits = new InspectionLimits { HeaderBytes = 64 << 10, CookieBytes = 64 << 10 } });

    static NetworkLists ReadLists()
    {
        var folder = Directory.CreateTempSubdirectory("redoubt-lists");
        foreach (var (list, network) in ManagedRuleCases.Lists) File.WriteAllText(Path.Combine(folder.FullName, $"{list}.txt"), network);
        var lists = new NetworkLists(folder.FullName, TimeProvider.System);
        lists.Refresh();
        folder.Delete(recursive: true);
        return lists;
    }
}
