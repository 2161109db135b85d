namespace Redoubt.Services.WafV2;

/// <summary>
/// The web ACL that a new installation's first site begins with: all managed rule groups, with those rules counting that a shop's
/// customers would run into.
/// </summary>
public static class DefaultWebAcl
{
    const string Name = "default";

    // In this order: what costs least first, and what cannot be inspected before what inspects it.
    static readonly (string Vendor, string Group, string[] Counted)[] Groups =
    [
        ("AWS", "AWSManagedRulesAmazonIpReputationList", []),
        // Customers browse from behind VPNs, and partners' servers stand at hosting providers.
        ("AWS", "AWSManagedRulesAnonymousIpList", ["AnonymousIPList", "HostingProviderIPList"]),
        // Search engines, previews of links and payment providers are customers' ways here; what they come from is known by lists in files only.
        ("AWS", "AWSManagedRulesBotControlRuleSet",
        [
            "CategoryAdvertising", "CategoryArchiver", "CategoryContentFetcher", "CategoryEmailClient", "CategoryHttpLibrary", "CategoryLinkChecker", "CategoryMiscellaneous", "CategoryMonitoring",
            "CategoryPagePreview", "CategoryScrapingFramework", "CategorySearchEngine", "CategorySecurity", "CategorySeo", "CategorySocialMedia", "CategoryWebhooks", "CategoryAI",
            "SignalAutomatedBrowser", "SignalKnownBotDataCenter", "SignalNonBrowserUserAgent",
        ]),
        // Webhooks come without a User-Agent; long filters, full cookie jars, photos and order imports are larger than these limits.
        ("AWS", "AWSManagedRulesCommonRuleSet",
            ["NoUserAgent_HEADER", "SizeRestrictions_QUERYSTRING", "SizeRestrictions_Cookie_HEADER", "SizeRestrictions_BODY", "SizeRestrictions_URIPATH"]),
        ("Redoubt", "RedoubtShopRuleSet", []),
        ("AWS", "AWSManagedRulesKnownBadInputsRuleSet", ["Host_localhost_HEADER"]),
        ("AWS", "AWSManagedRulesSQLiRuleSet", []),
        ("AWS", "AWSManagedRulesLinuxRuleSet", []),
        ("AWS", "AWSManagedRulesUnixRuleSet", []),
        ("AWS", "AWSManagedRulesWindowsRuleSet", []),
        ("AWS", "AWSManagedRulesPHPRuleSet", []),
        ("AWS", "AWSManagedRulesWordPressRuleSet", []),
        ("AWS", "AWSManagedRulesAdminProtectionRuleSet", []),
    ];

    /// <summary>Creates the ACL and associates it, through the API; goes on where an earlier attempt broke off.</summary>
    /// <param name="call">Performs an operation of WAF with its input and returns the output.</param>
    /// <param name="site">The load balancer to protect.</param>
    public static async Task Create(Func<string, object, ValueTask<object>> call, Arn site)
    {
        await call("AssociateWebACL", new AssociateWebACLRequest { WebACLArn = await Ensure(call), ResourceArn = site.ToString() });
    }

    static async Task<string> Ensure(Func<string, object, ValueTask<object>> call)
    {
        var existing = (ListWebACLsResponse)await call("ListWebACLs", new ListWebACLsRequest { Scope = Scope.Regional, Limit = 100 });
        if (existing.WebACLs!.FirstOrDefault(acl => acl.Name == Name) is { } found) return found.ARN!;
        var created = (CreateWebACLResponse)await call("CreateWebACL", new CreateWebACLRequest
        {
            Name = Name,
            Scope = Scope.Regional,
            Description = "All managed rule groups",
            DefaultAction = new() { Allow = new() },
            VisibilityConfig = Visible(Name),
            Rules = [.. Groups.Select((group, i) => Use(group.Vendor, group.Group, group.Counted, (i + 1) * 10))],
        });
        return created.Summary!.ARN!;
    }

    static Rule Use(string vendor, string group, string[] counted, int priority) => new()
    {
        Name = $"{vendor}-{group}",
        Priority = priority,
        Statement = new()
        {
            ManagedRuleGroupStatement = new()
            {
                VendorName = vendor,
                Name = group,
                RuleActionOverrides = counted.Length == 0 ? null : [.. counted.Select(rule => new RuleActionOverride { Name = rule, ActionToUse = new() { Count = new() } })],
            },
        },
        OverrideAction = new() { None = new() },
        VisibilityConfig = Visible($"{vendor}-{group}"),
    };

    static VisibilityConfig Visible(string name) => new() { SampledRequestsEnabled = true, CloudWatchMetricsEnabled = true, MetricName = name };
}
