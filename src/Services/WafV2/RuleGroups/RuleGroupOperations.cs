using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.RuleGroups;
using Redoubt.Services.WafV2.Rules;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<GetRuleGroupResponse> GetRuleGroup(GetRuleGroupRequest request, Call call)
    {
        var group = (await Named(request, call)).Value;
        return new()
        {
            RuleGroup = new()
            {
                Name = group.Name,
                Id = group.Id,
                ARN = group.Arn,
                Description = group.Description,
                Capacity = group.Capacity,
                Rules = group.Rules,
                VisibilityConfig = group.VisibilityConfig,
                CustomResponseBodies = group.CustomResponseBodies,
                LabelNamespace = group.LabelNamespace,
                AvailableLabels = GroupLabels.Available(group.Rules, group.LabelNamespace),
                ConsumedLabels = GroupLabels.Consumed(group.Rules, group.LabelNamespace),
            },
            LockToken = group.LockToken,
        };
    }

    async ValueTask<DeleteRuleGroupResponse> DeleteRuleGroup(DeleteRuleGroupRequest request, Call call)
    {
        var found = await ruleGroups.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        await ruleGroups.Delete(found, call);
        await ChangeUses(found.Value.Arn, found.Value.References, [], call);
        return new();
    }

    async ValueTask<ListRuleGroupsResponse> ListRuleGroups(ListRuleGroupsRequest request, Call call)
    {
        var (page, next) = await ruleGroups.List(request.Scope, request.Limit, request.NextMarker, call);
        return new() { RuleGroups = page.ConvertAll(Summary), NextMarker = next };
    }

    // By its ARN, or by name, scope and id together.
    ValueTask<Versioned<RuleGroupRecord>> Named(GetRuleGroupRequest request, Call call) => request switch
    {
        { ARN: { } arn, Name: null, Scope: null, Id: null } => ruleGroups.Find(EntityArn.Own(arn, call), call),
        { ARN: null, Name: { } name, Scope: { } scope, Id: { } id } => ruleGroups.Find(name, scope, id, call),
        _ => throw NotExactlyOne(Fields.RuleGroup, "ARN"),
    };

    /// <summary>Reads and compiles a group's rules as a web ACL would.</summary>
    /// <returns>The sets that the rules refer to.</returns>
    /// <exception cref="AwsError">Anything in them is invalid, missing, forbidden, or costs more than the group's capacity.</exception>
    async ValueTask<IReadOnlyList<string>> CheckGroup(
        string scope, string name, long capacity, IReadOnlyList<Rule>? rules, IReadOnlyDictionary<string, CustomResponseBody>? bodies, Call call)
    {
        if (capacity > MaxCapacity) throw OverCapacity(Fields.RuleGroup, capacity);
        CheckBodies(bodies);
        var content = AclContent.Read(name, GroupNamespace(name, call), new(new DefaultAction { Allow = new() }, rules, bodies));
        foreach (var rule in content.Rules)
            if (rule.Statement is Waf.GroupDefinition) throw Invalid("A reference in your rule statement is not valid.", Fields.RuleGroup, rule.Name);
        CheckCounts(content);
        var references = References.Of(content.Rules);
        await RequireReferences(references, scope, call);
        var result = compiler.Compile(content, await sets.Load(references, call.Aborted));
        if (result.Acl is not { } compiled) throw Problems.Error(result.Problems, content.Rules);
        if (compiled.Capacity > capacity) throw OverCapacity(Fields.RuleGroup, compiled.Capacity);
        return references;
    }

    static string GroupNamespace(string name, Call call) => $"awswaf:{call.Account}:rulegroup:{name}:";
}
