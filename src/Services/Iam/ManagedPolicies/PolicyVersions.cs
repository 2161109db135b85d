using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    const int MaxVersions = 5;

    async ValueTask<CreatePolicyVersionResponse> CreatePolicyVersion(CreatePolicyVersionRequest request, Call call)
    {
        RequireManagedDocument(request.PolicyDocument, call);
        var policy = await RequirePolicy(request.PolicyArn, call);
        if (policy.Record.Versions.Count >= MaxVersions)
            throw IamErrors.LimitExceeded($"A managed policy can have up to {MaxVersions} versions. Before you create a new version, you must delete an existing version.");
        var version = new PolicyVersionRecord($"v{policy.Record.NextVersion}", request.PolicyDocument, Now(call));
        var isDefault = request.SetAsDefault is true;
        call.Update(policy.Document, policy.Record with
        {
            Versions = [.. policy.Record.Versions, version],
            NextVersion = policy.Record.NextVersion + 1,
            DefaultVersion = isDefault ? version.Id : policy.Record.DefaultVersion,
            Updated = Now(call),
        });
        return new() { PolicyVersion = new() { VersionId = version.Id, IsDefaultVersion = isDefault, CreateDate = version.Created } };
    }

    async ValueTask<GetPolicyVersionResponse> GetPolicyVersion(GetPolicyVersionRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        var version = RequireVersion(policy, request.VersionId);
        return new()
        {
            PolicyVersion = new()
            {
                Document = Uri.EscapeDataString(version.Document),
                VersionId = version.Id,
                IsDefaultVersion = version.Id == policy.Record.DefaultVersion,
                CreateDate = version.Created,
            },
        };
    }

    async ValueTask DeletePolicyVersion(DeletePolicyVersionRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        var version = RequireVersion(policy, request.VersionId);
        if (version.Id == policy.Record.DefaultVersion) throw IamErrors.DeleteConflict("Cannot delete the default version of a policy.");
        call.Update(policy.Document, policy.Record with { Versions = [.. policy.Record.Versions.Where(other => other.Id != version.Id)] });
    }

    async ValueTask<ListPolicyVersionsResponse> ListPolicyVersions(ListPolicyVersionsRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        // Newest first, as IAM lists them; there are five at most, so that every page size holds them or cuts them by position.
        var (limit, after) = (Paging.Items(request.MaxItems), Paging.After(request.Marker, call));
        var all = policy.Record.Versions.Reverse().SkipWhile(version => after is not null && version.Id != after).Skip(after is null ? 0 : 1);
        var page = Paging.Cut([.. all.Take(limit + 1)], limit, version => version.Id, call);
        return new()
        {
            Versions = page.Items.ConvertAll(version => new PolicyVersion
            {
                VersionId = version.Id, IsDefaultVersion = version.Id == policy.Record.DefaultVersion, CreateDate = version.Created,
            }),
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }

    async ValueTask SetDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        var version = RequireVersion(policy, request.VersionId);
        call.Update(policy.Document, policy.Record with { DefaultVersion = version.Id, Updated = Now(call) });
    }

    static PolicyVersionRecord RequireVersion(ManagedPolicy policy, string id) =>
        policy.Record.Versions.FirstOrDefault(version => version.Id == id) ?? throw IamErrors.NoPolicyVersion(policy.Record.Arn, id);
}
