using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    // Replaces everything that can change: what the request leaves out is gone.
    async ValueTask<UpdateWebACLResponse> UpdateWebACL(UpdateWebACLRequest request, Call call)
    {
        var found = await webAcls.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        AclSettings.Check(request.DataProtectionConfig, request.TokenDomains, request.OnSourceDDoSProtectionConfig);
        var content = new AclText(
            request.DefaultAction, request.Rules, request.CustomResponseBodies, request.CaptchaConfig, request.ChallengeConfig, request.TokenDomains);
        var (capacity, references) = await Check(request.Scope, request.Name, content, call);

        var token = Ids.Uuid();
        await ChangeUses(found.Value.Arn, found.Value.References, references, call);
        call.Update(found, found.Value with
        {
            LockToken = token,
            Description = request.Description ?? "",
            DefaultAction = request.DefaultAction,
            Rules = request.Rules ?? [],
            VisibilityConfig = request.VisibilityConfig,
            CustomResponseBodies = request.CustomResponseBodies,
            CaptchaConfig = request.CaptchaConfig,
            ChallengeConfig = request.ChallengeConfig,
            AssociationConfig = request.AssociationConfig,
            ApplicationConfig = request.ApplicationConfig ?? found.Value.ApplicationConfig,
            DataProtectionConfig = request.DataProtectionConfig,
            TokenDomains = request.TokenDomains,
            Capacity = capacity,
            References = references,
        });
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new() { NextLockToken = token };
    }
}
