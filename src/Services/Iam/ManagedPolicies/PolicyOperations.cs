using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    // IAM's quota for a managed policy, in characters without white space.
    const int MaxManagedPolicy = 6144;

    async ValueTask<CreatePolicyResponse> CreatePolicy(CreatePolicyRequest request, Call call)
    {
        RequireManagedDocument(request.PolicyDocument, call);
        var arn = NewPolicyArn(request.Path, request.PolicyName, call);
        var tags = Tagging.Read(request.Tags);
        if (tags.Count > 0) await call.Require("iam:TagPolicy", new Resource(arn) { RequestTags = tags });
        var (scope, id) = (call.Account.ToString(), PolicyRecord.Key(request.PolicyName));
        if (await documents.Get(PolicyRecord.Collection, scope, id, call.Aborted) is not null) throw IamErrors.PolicyExists(request.PolicyName);
        var policy = new PolicyRecord
        {
            PolicyName = request.PolicyName,
            PolicyId = Ids.Iam("ANPA"),
            Path = request.Path ?? "/",
            Arn = arn.ToString(),
            Description = request.Description,
            Created = Now(call),
            Updated = Now(call),
            Tags = tags,
            DefaultVersion = "v1",
            Versions = [new("v1", request.PolicyDocument, Now(call))],
            NextVersion = 2,
            Attachments = 0,
        };
        call.Insert(PolicyRecord.Collection, scope, id, policy);
        return new() { Policy = Describe(policy) };
    }

    async ValueTask<GetPolicyResponse> GetPolicy(GetPolicyRequest request, Call call) =>
        new() { Policy = Describe((await RequirePolicy(request.PolicyArn, call)).Record) };

    async ValueTask DeletePolicy(DeletePolicyRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        if (policy.Record.Attachments > 0) throw IamErrors.DeleteConflict("Cannot delete a policy attached to entities.");
        if (policy.Record.Versions.Count > 1)
            throw IamErrors.DeleteConflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        call.Delete(policy.Document);
    }

    async ValueTask<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, Call call)
    {
        // There are no AWS managed policies yet, and no permissions boundaries.
        if (request.Scope == PolicyScopeType.Aws || request.PolicyUsageFilter == PolicyUsageType.PermissionsBoundary) return new() { Policies = [], IsTruncated = false };
        var limit = Paging.Items(request.MaxItems);
        var (found, after) = (new List<PolicyRecord>(), Paging.After(request.Marker, call));
        while (found.Count <= limit)
        {
            var page = await documents.List(PolicyRecord.Collection, call.Account.ToString(), after, limit + 1, call.Aborted);
            found.AddRange(page.Select(policy => policy.Value).Where(policy =>
                policy.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal) && (policy.Attachments > 0 || request.OnlyAttached is not true)));
            if (page.Count <= limit) break;
            after = page[^1].Id;
        }
        var policies = Paging.Cut([.. found.Take(limit + 1)], limit, policy => PolicyRecord.Key(policy.PolicyName), call);
        return new() { Policies = policies.Items.ConvertAll(policy => Describe(policy, listed: true)), IsTruncated = policies.IsTruncated, Marker = policies.Marker };
    }

    async ValueTask TagPolicy(TagPolicyRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        call.Update(policy.Document, policy.Record with { Tags = Tagging.Merge(policy.Record.Tags, Tagging.Read(request.Tags)) });
    }

    async ValueTask UntagPolicy(UntagPolicyRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        call.Update(policy.Document, policy.Record with { Tags = Tagging.Without(policy.Record.Tags, request.TagKeys) });
    }

    async ValueTask<ListPolicyTagsResponse> ListPolicyTags(ListPolicyTagsRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        var page = Paging.Of(policy.Record.Tags, tag => tag.Key, request.MaxItems, request.Marker, call);
        return new() { Tags = Tagging.Write(page.Items), IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    static void RequireManagedDocument(string document, Call call)
    {
        RequireDocument(document, call);
        if (Characters(document) > MaxManagedPolicy) throw IamErrors.LimitExceeded($"Cannot exceed quota for PolicySize: {MaxManagedPolicy}");
    }

    static Policy Describe(PolicyRecord policy, bool listed = false) => new()
    {
        PolicyName = policy.PolicyName,
        PolicyId = policy.PolicyId,
        Arn = policy.Arn,
        Path = policy.Path,
        DefaultVersionId = policy.DefaultVersion,
        AttachmentCount = policy.Attachments,
        PermissionsBoundaryUsageCount = 0,
        IsAttachable = true,
        Description = listed ? null : policy.Description,
        CreateDate = policy.Created,
        UpdateDate = policy.Updated,
        Tags = listed || policy.Tags.Count == 0 ? null : Tagging.Write(policy.Tags),
    };
}
