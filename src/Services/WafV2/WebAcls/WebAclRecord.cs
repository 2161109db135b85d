using System.Text.Json.Serialization;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
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

    public CaptchaConfig? CaptchaConfig { get; init; }

    public ChallengeConfig? ChallengeConfig { get; init; }

    /// <summary>Body limits of kinds of resources that there are none of here; load balancers have no such setting.</summary>
    public AssociationConfig? AssociationConfig { get; init; }

    /// <summary>What the operator says of the application; changes nothing about its requests, as with AWS.</summary>
    public ApplicationConfig? ApplicationConfig { get; init; }

    /// <summary>What logs and samples must not show.</summary>
    public DataProtectionConfig? DataProtectionConfig { get; init; }

    /// <summary>Domains whose tokens count, beside that of the request's host.</summary>
    public IReadOnlyList<string>? TokenDomains { get; init; }

    /// <summary>What labels of its rules begin with.</summary>
    public required string LabelNamespace { get; init; }

    /// <summary>Web ACL capacity units of the rules.</summary>
    public required long Capacity { get; init; }

    /// <summary>ARNs of the sets and rule groups that the rules refer to, each once.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>What of it decides about requests.</summary>
    [JsonIgnore]
    public AclText Text => new(DefaultAction, Rules, CustomResponseBodies, CaptchaConfig, ChallengeConfig, TokenDomains);
}
