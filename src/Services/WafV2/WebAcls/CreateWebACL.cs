using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.WebAcls;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<CreateWebACLResponse> CreateWebACL(CreateWebACLRequest request, Call call)
    {
        RequireSupported(request.DataProtectionConfig, request.CaptchaConfig, request.ChallengeConfig, request.TokenDomains,
            request.AssociationConfig, request.OnSourceDDoSProtectionConfig, request.ApplicationConfig);
        var tags = Tagging.Read(request.Tags);
        var arn = EntityArn.Of(EntityArn.WebAcl, request.Scope, request.Name, Ids.Uuid(), call);
        if (tags.Count > 0) await call.Require("wafv2:TagResource", webAcls.NewResource(request.Name, request.Scope, request.Tags, call));
        await webAcls.RequireFree(arn, call);
        var (_, capacity, references) = await Check(request.Scope, request.Name, request.DefaultAction, request.Rules, request.CustomResponseBodies, call);

        var record = new WebAclRecord
        {
            Name = request.Name,
            Id = arn.Id,
            Arn = arn.Arn.ToString(),
            LockToken = Ids.Uuid(),
            Description = request.Description ?? "",
            Tags = tags,
            DefaultAction = request.DefaultAction,
            Rules = request.Rules ?? [],
            VisibilityConfig = request.VisibilityConfig,
            CustomResponseBodies = request.CustomResponseBodies,
            CaptchaConfig = request.CaptchaConfig,
            ChallengeConfig = request.ChallengeConfig,
            AssociationConfig = request.AssociationConfig,
            ApplicationConfig = request.ApplicationConfig,
            TokenDomains = request.TokenDomains,
            LabelNamespace = LabelNamespace(request.Name, call),
            Capacity = capacity,
            References = references,
        };
        webAcls.Insert(arn, record, call);
        await ChangeUses(record.Arn, [], references, call);
        return new() { Summary = Summary(record) };
    }

    // A setting that is there but says nothing is none: Terraform always sends empty ones.
    static void RequireSupported(
        DataProtectionConfig? dataProtection, CaptchaConfig? captcha, ChallengeConfig? challenge, IReadOnlyList<string>? tokenDomains,
        AssociationConfig? association, OnSourceDDoSProtectionConfig? ddos, ApplicationConfig? application)
    {
        if (dataProtection is not null) throw Unsupported("data protection is", Fields.DataProtection, "DataProtectionConfig");
        if (captcha?.ImmunityTimeProperty is not null) throw Unsupported("CAPTCHA is", Fields.WebAcl, "CaptchaConfig");
        if (challenge?.ImmunityTimeProperty is not null) throw Unsupported("challenges are", Fields.ChallengeConfig, "ChallengeConfig");
        if (tokenDomains is { Count: > 0 }) throw Unsupported("token domains are", Fields.TokenDomain, tokenDomains[0]);
        if (association?.RequestBody is { Count: > 0 }) throw Unsupported("body limits of resources other than load balancers are", Fields.AssociatedResourceType, "AssociationConfig");
        if (ddos is not null) throw Unsupported("the reputation mode of load balancers is", Fields.LowReputationMode, "OnSourceDDoSProtectionConfig");
        if (application?.Attributes is { Count: > 0 }) throw Unsupported("application attributes are", Fields.WebAcl, "ApplicationConfig");
    }

    static WebACLSummary Summary(WebAclRecord acl) =>
        new() { Name = acl.Name, Id = acl.Id, Description = acl.Description, LockToken = acl.LockToken, ARN = acl.Arn };
}
