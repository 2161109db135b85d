using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.IpSets;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    async ValueTask<CreateIPSetResponse> CreateIPSet(CreateIPSetRequest request, Call call)
    {
        var tags = Tagging.Read(request.Tags);
        var arn = EntityArn.Of(EntityArn.IpSet, request.Scope, request.Name, Ids.Uuid(), call);
        if (tags.Count > 0) await call.Require("wafv2:TagResource", ipSets.NewResource(request.Name, request.Scope, request.Tags, call));
        Addresses.Require(request.Addresses, request.IPAddressVersion);
        await ipSets.RequireFree(arn, call);

        var record = new IpSetRecord
        {
            Name = request.Name,
            Id = arn.Id,
            Arn = arn.Arn.ToString(),
            LockToken = Ids.Uuid(),
            Description = request.Description ?? "",
            Tags = tags,
            Version = request.IPAddressVersion,
            Addresses = request.Addresses,
        };
        ipSets.Insert(arn, record, call);
        return new() { Summary = Summary(record) };
    }

    async ValueTask<GetIPSetResponse> GetIPSet(GetIPSetRequest request, Call call)
    {
        var set = (await ipSets.Find(request.Name, request.Scope, request.Id, call)).Value;
        return new()
        {
            IPSet = new() { Name = set.Name, Id = set.Id, ARN = set.Arn, Description = set.Description, IPAddressVersion = set.Version, Addresses = set.Addresses },
            LockToken = set.LockToken,
        };
    }

    async ValueTask<UpdateIPSetResponse> UpdateIPSet(UpdateIPSetRequest request, Call call)
    {
        var found = await ipSets.Find(request.Name, request.Scope, request.Id, request.LockToken, call);
        Addresses.Require(request.Addresses, found.Value.Version);
        var token = Ids.Uuid();
        call.Update(found, found.Value with { LockToken = token, Description = request.Description ?? "", Addresses = request.Addresses });
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new() { NextLockToken = token };
    }

    async ValueTask<DeleteIPSetResponse> DeleteIPSet(DeleteIPSetRequest request, Call call)
    {
        await ipSets.Delete(await ipSets.Find(request.Name, request.Scope, request.Id, request.LockToken, call), call);
        return new();
    }

    async ValueTask<ListIPSetsResponse> ListIPSets(ListIPSetsRequest request, Call call)
    {
        var (page, next) = await ipSets.List(request.Scope, request.Limit, request.NextMarker, call);
        return new() { IPSets = page.ConvertAll(Summary), NextMarker = next };
    }

    static IPSetSummary Summary(IpSetRecord set) =>
        new() { Name = set.Name, Id = set.Id, Description = set.Description, LockToken = set.LockToken, ARN = set.Arn };
}
