using Redoubt.Storage;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    // Replaces everything that can change: what the request leaves out is gone. The capacity never changes.
    async ValueTask<UpdateRuleGroupResponse> UpdateRuleGroup(UpdateRuleGroupRequest request, Call call)
    {
        var found = await ruleGroups.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        var references = await CheckGroup(request.Scope, request.Name, found.Value.Capacity, request.Rules, request.CustomResponseBodies, call);

        var token = Ids.Uuid();
        await ChangeUses(found.Value.Arn, found.Value.References, references, call);
        call.Update(found, found.Value with
        {
            LockToken = token,
            Description = request.Description ?? "",
            Rules = request.Rules ?? [],
            VisibilityConfig = request.VisibilityConfig,
            CustomResponseBodies = request.CustomResponseBodies,
            References = references,
        });
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new() { NextLockToken = token };
    }
}
