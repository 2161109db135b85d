using Redoubt.Services.WafV2.Entities;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2.RuleGroups;

/// <summary>A rule group as it is stored: what was sent, in the API's own shapes, so that it is returned as it was sent.</summary>
sealed record RuleGroupRecord : EntityRecord
{
    /// <summary>The scope is that of the name's account and region or <c>global</c>, the id the group's name.</summary>
    public static readonly Collection<RuleGroupRecord> Collection = new("wafv2_rule_groups")
    {
        ResourceType = "AWS::WAFv2::RuleGroup",
        Arn = group => Redoubt.Arn.Parse(group.Arn),
    };

    public required IReadOnlyList<Rule> Rules { get; init; }

    public required VisibilityConfig VisibilityConfig { get; init; }

    public IReadOnlyDictionary<string, CustomResponseBody>? CustomResponseBodies { get; init; }

    /// <summary>What labels of its rules begin with.</summary>
    public required string LabelNamespace { get; init; }

    /// <summary>Web ACL capacity units that it costs in every ACL, from its creation on, whatever its rules would.</summary>
    public required long Capacity { get; init; }

    /// <summary>ARNs of the sets that the rules refer to, each once.</summary>
    public required IReadOnlyList<string> References { get; init; }
}
