using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    const int MaxAttachedPolicies = 10;

    async ValueTask AttachUserPolicy(AttachUserPolicyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        if (!Arn.TryParse(request.PolicyArn, out _)) throw IamErrors.Validation("Invalid ARN:  Could not be parsed!");
        var policy = await users.Policy(call.Account.ToString(), request.PolicyArn, call.Aborted) ?? throw IamErrors.NotAttachable(request.PolicyArn);
        if (user.Record.AttachedPolicies.Contains(request.PolicyArn)) return;
        if (user.Record.AttachedPolicies.Count >= MaxAttachedPolicies)
            throw IamErrors.LimitExceeded($"Cannot exceed quota for PoliciesPerUser: {MaxAttachedPolicies}");
        call.Update(user.Document, user.Record with { AttachedPolicies = [.. user.Record.AttachedPolicies, request.PolicyArn] });
        call.Update(policy.Document, policy.Record with { Attachments = policy.Record.Attachments + 1 });
        call.Insert(AttachmentRecord.Collection, user.Record.Account, AttachmentRecord.Key(request.PolicyArn, user.Record.UserName),
            new AttachmentRecord(request.PolicyArn, user.Record.UserName));
    }

    async ValueTask DetachUserPolicy(DetachUserPolicyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        if (!user.Record.AttachedPolicies.Contains(request.PolicyArn)) throw IamErrors.NotAttached(request.PolicyArn);
        var policy = await RequirePolicy(request.PolicyArn, call);
        var attachment = await documents.Get(
            AttachmentRecord.Collection, user.Record.Account, AttachmentRecord.Key(request.PolicyArn, user.Record.UserName), call.Aborted)
            ?? throw new StorageException($"the attachment of {request.PolicyArn} to a user is missing");
        call.Update(user.Document, user.Record with { AttachedPolicies = [.. user.Record.AttachedPolicies.Where(arn => arn != request.PolicyArn)] });
        call.Update(policy.Document, policy.Record with { Attachments = policy.Record.Attachments - 1 });
        call.Delete(attachment);
    }

    async ValueTask<ListAttachedUserPoliciesResponse> ListAttachedUserPolicies(ListAttachedUserPoliciesRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var attached = user.Record.AttachedPolicies.Select(arn => new AttachedPolicy { PolicyArn = arn, PolicyName = arn[(arn.LastIndexOf('/') + 1)..] });
        // The policy's path is between the resource's type and its name.
        var below = attached.Where(policy => request.PathPrefix is null or "/" || PathOf(policy.PolicyArn!).StartsWith(request.PathPrefix, StringComparison.Ordinal));
        // By name, which is unique: with an ARN in it, a marker could be longer than IAM takes one.
        var page = Paging.Of(below, policy => policy.PolicyName!, request.MaxItems, request.Marker, call);
        return new() { AttachedPolicies = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    async ValueTask<ListEntitiesForPolicyResponse> ListEntitiesForPolicy(ListEntitiesForPolicyRequest request, Call call)
    {
        var policy = await RequirePolicy(request.PolicyArn, call);
        if (request.EntityFilter is not (null or EntityType.User) || request.PolicyUsageFilter == PolicyUsageType.PermissionsBoundary)
            return new() { PolicyUsers = [], PolicyGroups = [], PolicyRoles = [], IsTruncated = false };
        var limit = Paging.Items(request.MaxItems);
        // A marker holds the user's name alone: with the policy's ARN it could be longer than IAM takes one.
        var after = Paging.After(request.Marker, call) is { } name ? AttachmentRecord.Key(policy.Record.Arn, name) : null;
        var found = await documents.Find(AttachmentRecord.Collection, call.Account.ToString(), "PolicyArn", policy.Record.Arn, after, limit + 1, call.Aborted);
        var page = Paging.Cut(found, limit, attachment => attachment.Value.UserName, call);
        var attachedTo = new List<PolicyUser>();
        foreach (var attachment in page.Items)
            if (await users.Find(call.Account.ToString(), attachment.Value.UserName, call.Aborted) is { } user
                && user.Record.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                attachedTo.Add(new() { UserName = user.Record.UserName, UserId = user.Record.UserId });
        return new() { PolicyUsers = attachedTo, PolicyGroups = [], PolicyRoles = [], IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    static string PathOf(string policyArn)
    {
        var resource = policyArn[(policyArn.LastIndexOf(':') + 1)..];
        return resource[resource.IndexOf('/')..(resource.LastIndexOf('/') + 1)];
    }
}
