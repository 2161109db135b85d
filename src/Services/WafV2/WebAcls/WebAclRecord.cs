using Redoubt.Services.WafV2.Entities;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2.WebAcls;

/// <summary>A web ACL as it is stored: what was sent, in the API's own shapes, so that it is returned as it was sent.</summary>
sealed record WebAclRecord : EntityRecord
{
    /// <summary>The scope is that of the name's account and region or <c>global</c>, the id the ACL's name.</summary>
    public static readonly Collection<WebAclRecord> Collection = new("wafv2_web_acls")
    {
        ResourceType = "AWS::WAFv2::WebACL",
        Arn = acl => Redoubt.Arn.Parse(acl.Arn),
    };

    public required DefaultAction DefaultAction { get; init; }

    public required IReadOnlyList<Rule> Rules { get; init; }

    public required VisibilityConfig VisibilityConfig { get; init; }

    public IReadOnlyDictionary<string, CustomResponseBody>? CustomResponseBodies { get; init; }

    // Only ever empty so far: clients send settings that say nothing, and expect them back.
    public CaptchaConfig? CaptchaConfig { get; init; }

    public ChallengeConfig? ChallengeConfig { get; init; }

    public AssociationConfig? AssociationConfig { get; init; }

    public ApplicationConfig? ApplicationConfig { get; init; }

    public IReadOnlyList<string>? TokenDomains { get; init; }

    /// <summary>What labels of its rules begin with.</summary>
    public required string LabelNamespace { get; init; }

    /// <summary>Web ACL capacity units of the rules.</summary>
    public required long Capacity { get; init; }

    /// <summary>ARNs of the sets that the rules refer to, each once.</summary>
    public required IReadOnlyList<string> References { get; init; }
}
