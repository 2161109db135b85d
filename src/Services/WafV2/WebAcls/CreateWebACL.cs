using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.WebAcls;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<CreateWebACLResponse> CreateWebACL(CreateWebACLRequest request, Call call)
    {
        AclSettings.Check(request.DataProtectionConfig, request.TokenDomains, request.OnSourceDDoSProtectionConfig);
        var tags = Tagging.Read(request.Tags);
        var arn = EntityArn.Of(EntityArn.WebAcl, request.Scope, request.Name, Ids.Uuid(), call);
        if (tags.Count > 0) await call.Require("wafv2:TagResource", webAcls.NewResource(request.Name, request.Scope, request.Tags, call));
        await webAcls.RequireFree(arn, call);
        var content = new AclText(
            request.DefaultAction, request.Rules, request.CustomResponseBodies, request.CaptchaConfig, request.ChallengeConfig, request.TokenDomains);
        var (capacity, references) = await Check(request.Scope, request.Name, content, call);

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
            DataProtectionConfig = request.DataProtectionConfig,
            TokenDomains = request.TokenDomains,
            LabelNamespace = LabelNamespace(request.Name, call),
            Capacity = capacity,
            References = references,
        };
        webAcls.Insert(arn, record, call);
        await ChangeUses(record.Arn, [], references, call);
        return new() { Summary = Summary(record) };
    }

    static WebACLSummary Summary(WebAclRecord acl) =>
        new() { Name = acl.Name, Id = acl.Id, Description = acl.Description, LockToken = acl.LockToken, ARN = acl.Arn };
}
