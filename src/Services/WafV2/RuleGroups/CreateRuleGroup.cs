using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.RuleGroups;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<CreateRuleGroupResponse> CreateRuleGroup(CreateRuleGroupRequest request, Call call)
    {
        var tags = Tagging.Read(request.Tags);
        var arn = EntityArn.Of(EntityArn.RuleGroup, request.Scope, request.Name, Ids.Uuid(), call);
        if (tags.Count > 0) await call.Require("wafv2:TagResource", ruleGroups.NewResource(request.Name, request.Scope, request.Tags, call));
        await ruleGroups.RequireFree(arn, call);
        var references = await CheckGroup(request.Scope, request.Name, request.Capacity, request.Rules, request.CustomResponseBodies, call);

        var record = new RuleGroupRecord
        {
            Name = request.Name,
            Id = arn.Id,
            Arn = arn.Arn.ToString(),
            LockToken = Ids.Uuid(),
            Description = request.Description ?? "",
            Tags = tags,
            Rules = request.Rules ?? [],
            VisibilityConfig = request.VisibilityConfig,
            CustomResponseBodies = request.CustomResponseBodies,
            LabelNamespace = GroupNamespace(request.Name, call),
            Capacity = request.Capacity,
            References = references,
        };
        ruleGroups.Insert(arn, record, call);
        await ChangeUses(record.Arn, [], references, call);
        return new() { Summary = Summary(record) };
    }

    static RuleGroupSummary Summary(RuleGroupRecord group) =>
        new() { Name = group.Name, Id = group.Id, Description = group.Description, LockToken = group.LockToken, ARN = group.Arn };
}
