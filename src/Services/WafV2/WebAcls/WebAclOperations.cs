using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<GetWebACLResponse> GetWebACL(GetWebACLRequest request, Call call)
    {
        var acl = (await Named(request, call)).Value;
        return new() { WebACL = Content(acl), LockToken = acl.LockToken };
    }

    async ValueTask<DeleteWebACLResponse> DeleteWebACL(DeleteWebACLRequest request, Call call)
    {
        var found = await webAcls.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        await webAcls.Delete(found, call);
        if (await Logging(found, call) is { } logging) call.Delete(logging);
        await ChangeUses(found.Value.Arn, found.Value.References, [], call);
        return new();
    }

    async ValueTask<ListWebACLsResponse> ListWebACLs(ListWebACLsRequest request, Call call)
    {
        var (page, next) = await webAcls.List(request.Scope, request.Limit, request.NextMarker, call);
        return new() { WebACLs = page.ConvertAll(Summary), NextMarker = next };
    }

    // Capacity of rules on their own, as if they were an ACL's.
    async ValueTask<CheckCapacityResponse> CheckCapacity(CheckCapacityRequest request, Call call)
    {
        EntityArn.StorageScopeOf(request.Scope, call);
        var bodies = Bodies(request.Rules);
        var (capacity, _) = await Check(request.Scope, "capacity", new(new DefaultAction { Allow = new() }, request.Rules, bodies), call);
        return new() { Capacity = capacity };
    }

    // The bodies are defined beside the rules in an ACL, so that here every one that is named counts as defined.
    static Dictionary<string, CustomResponseBody> Bodies(IReadOnlyList<Rule> rules) => rules.SelectMany(Actions)
        .Select(action => action.Block?.CustomResponse?.CustomResponseBodyKey).OfType<string>().Distinct()
        .ToDictionary(key => key, _ => new CustomResponseBody { ContentType = ResponseContentType.TextPlain, Content = "-" });

    static IEnumerable<RuleAction> Actions(Rule rule)
    {
        var overrides = rule.Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? rule.Statement.RuleGroupReferenceStatement?.RuleActionOverrides ?? [];
        return overrides.Select(over => over.ActionToUse).Concat(rule.Action is { } action ? [action] : []);
    }

    // By its ARN, or by name, scope and id together.
    ValueTask<Versioned<WebAclRecord>> Named(GetWebACLRequest request, Call call) => request switch
    {
        { ARN: { } arn, Name: null, Scope: null, Id: null } => webAcls.Find(EntityArn.Own(arn, call), call),
        { ARN: null, Name: { } name, Scope: { } scope, Id: { } id } => webAcls.Find(name, scope, id, call),
        _ => throw NotExactlyOne(Fields.WebAcl, "ARN"),
    };

    static WebACL Content(WebAclRecord acl) => new()
    {
        Name = acl.Name,
        Id = acl.Id,
        ARN = acl.Arn,
        DefaultAction = acl.DefaultAction,
        Description = acl.Description,
        Rules = acl.Rules,
        VisibilityConfig = acl.VisibilityConfig,
        Capacity = acl.Capacity,
        ManagedByFirewallManager = false,
        LabelNamespace = acl.LabelNamespace,
        CustomResponseBodies = acl.CustomResponseBodies,
        CaptchaConfig = acl.CaptchaConfig,
        ChallengeConfig = acl.ChallengeConfig,
        AssociationConfig = acl.AssociationConfig,
        ApplicationConfig = acl.ApplicationConfig,
        DataProtectionConfig = acl.DataProtectionConfig,
        TokenDomains = acl.TokenDomains,
        RetrofittedByFirewallManager = false,
    };
}
