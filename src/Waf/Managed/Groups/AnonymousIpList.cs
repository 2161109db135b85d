namespace Redoubt.Waf;

/// <summary>Networks behind which a client hides, from lists the operator provides.</summary>
static class AnonymousIpList
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesAnonymousIpList", "anonymous-ip-list", 50, "Networks of anonymisers, proxies and hosting providers, from lists in files",
    [
        new("AnonymousIPList", "AnonymousIPList", new NetworkListDefinition("AnonymousIPList")),
        new("HostingProviderIPList", "HostingProviderIPList", new NetworkListDefinition("HostingProviderIPList")),
    ])
    {
        IsVersioned = false,
        Lists = ["AnonymousIPList", "HostingProviderIPList"],
    };
}
