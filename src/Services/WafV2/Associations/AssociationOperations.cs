using Redoubt.Services.WafV2.Associations;
using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    const int MaxAssociations = 100;

    // Replaces the association that the load balancer may have with another web ACL.
    async ValueTask<AssociateWebACLResponse> AssociateWebACL(AssociateWebACLRequest request, Call call)
    {
        var resource = LoadBalancer(request.ResourceArn, call);
        await call.Require("wafv2:AssociateWebACL", resource);
        var acl = await Protecting(request.WebACLArn, call);
        if (!sites.Exists(request.ResourceArn)) throw Nonexistent();

        var existing = await Association(request.ResourceArn, call);
        if (existing?.Value.WebAclArn == acl.Value.Arn) return new();
        var uses = await webAcls.Uses(acl, call.Aborted);
        if (uses.Value.Users.Count >= MaxAssociations) throw TooMany($"a web ACL protects at most {MaxAssociations} load balancers");
        call.Update(uses, uses.Value.With(request.ResourceArn));
        var association = new AssociationRecord(request.ResourceArn, acl.Value.Arn);
        if (existing is null)
        {
            call.Insert(AssociationRecord.Collection, call.Scope, request.ResourceArn, association);
        }
        else
        {
            call.Update(existing, association);
            await ChangeUse(existing.Value.WebAclArn, before => before.Without(request.ResourceArn), call);
        }
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new();
    }

    async ValueTask<DisassociateWebACLResponse> DisassociateWebACL(DisassociateWebACLRequest request, Call call)
    {
        if (await Association(request.ResourceArn, call) is { } existing)
        {
            call.Delete(existing);
            await ChangeUse(existing.Value.WebAclArn, before => before.Without(request.ResourceArn), call);
            call.AnswerOnceInForce(enforced.CaughtUp);
        }
        else if (!sites.Exists(request.ResourceArn))
        {
            throw Nonexistent();
        }
        return new();
    }

    async ValueTask<GetWebACLForResourceResponse> GetWebACLForResource(GetWebACLForResourceRequest request, Call call)
    {
        if (await Association(request.ResourceArn, call) is not { } existing) return sites.Exists(request.ResourceArn) ? new() : throw Nonexistent();
        var acl = await webAcls.Find(EntityArn.Own(existing.Value.WebAclArn, call), call);
        await call.Require("wafv2:GetWebACLForResource", webAcls.Describe(acl.Value));
        return new() { WebACL = Content(acl.Value) };
    }

    async ValueTask<ListResourcesForWebACLResponse> ListResourcesForWebACL(ListResourcesForWebACLRequest request, Call call)
    {
        var acl = await webAcls.Find(EntityArn.Own(request.WebACLArn, call), call);
        if (request.ResourceType is not (null or ResourceType.ApplicationLoadBalancer)) return new() { ResourceArns = [] };
        return new() { ResourceArns = (await webAcls.Uses(acl, call.Aborted)).Value.Users };
    }

    // CloudFront's ACLs are associated through CloudFront only.
    async ValueTask<Versioned<WebAclRecord>> Protecting(string webAclArn, Call call)
    {
        var arn = EntityArn.Own(webAclArn, call);
        return arn.Scope == Scope.Regional ? await webAcls.Find(arn, call) : throw BadArn(webAclArn);
    }

    ValueTask<Versioned<AssociationRecord>?> Association(string resourceArn, Call call) =>
        documents.Get(AssociationRecord.Collection, call.Scope, resourceArn, call.Aborted);

    static Resource LoadBalancer(string text, Call call)
    {
        var valid = Arn.TryParse(text, out var arn) && arn.Partition.SequenceEqual("aws") && arn.Service.SequenceEqual("elasticloadbalancing")
            && arn.Region.SequenceEqual(call.Region.ToString()) && arn.Account.SequenceEqual(call.Account.ToString())
            && arn.Resource.StartsWith("loadbalancer/app/");
        return valid ? new Resource(arn!) { Type = "AWS::ElasticLoadBalancingV2::LoadBalancer" } : throw BadArn(text);
    }
}
