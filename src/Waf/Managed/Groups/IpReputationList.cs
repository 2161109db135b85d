namespace Redoubt.Waf;

/// <summary>Networks of bad repute, from lists the operator provides.</summary>
static class IpReputationList
{
    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesAmazonIpReputationList", "amazon-ip-list", 25, "Networks that attack, search for weaknesses or take part in floods, from lists in files",
    [
        new("AWSManagedIPReputationList", "AWSManagedIPReputationList", new NetworkListDefinition("AWSManagedIPReputationList")),
        new("AWSManagedReconnaissanceList", "AWSManagedReconnaissanceList", new NetworkListDefinition("AWSManagedReconnaissanceList")),
        new("AWSManagedIPDDoSList", "AWSManagedIPDDoSList", new NetworkListDefinition("AWSManagedIPDDoSList")) { Action = RuleAction.Count },
    ])
    {
        IsVersioned = false,
        Lists = ["AWSManagedIPReputationList", "AWSManagedReconnaissanceList", "AWSManagedIPDDoSList"],
    };
}
