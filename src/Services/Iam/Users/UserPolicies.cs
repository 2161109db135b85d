using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    // IAM's quota for all inline policies of a user together, in characters without white space.
    const int MaxInlinePolicies = 2048;

    async ValueTask PutUserPolicy(PutUserPolicyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        RequireDocument(request.PolicyDocument, call);
        var policies = new Dictionary<string, string>(user.Record.InlinePolicies) { [request.PolicyName] = request.PolicyDocument };
        if (policies.Values.Sum(Characters) > MaxInlinePolicies)
            throw IamErrors.LimitExceeded($"Maximum policy size of {MaxInlinePolicies} bytes exceeded for user {user.Record.UserName}");
        call.Update(user.Document, user.Record with { InlinePolicies = policies });
    }

    async ValueTask<GetUserPolicyResponse> GetUserPolicy(GetUserPolicyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        if (!user.Record.InlinePolicies.TryGetValue(request.PolicyName, out var document)) throw IamErrors.NoUserPolicy(request.PolicyName);
        return new() { UserName = user.Record.UserName, PolicyName = request.PolicyName, PolicyDocument = Uri.EscapeDataString(document) };
    }

    async ValueTask DeleteUserPolicy(DeleteUserPolicyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var policies = new Dictionary<string, string>(user.Record.InlinePolicies);
        if (!policies.Remove(request.PolicyName)) throw IamErrors.NoUserPolicy(request.PolicyName);
        call.Update(user.Document, user.Record with { InlinePolicies = policies });
    }

    async ValueTask<ListUserPoliciesResponse> ListUserPolicies(ListUserPoliciesRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var page = Paging.Of(user.Record.InlinePolicies.Keys, name => name, request.MaxItems, request.Marker, call);
        return new() { PolicyNames = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }

    static void RequireDocument(string document, Call call)
    {
        try
        {
            call.Authorizer.Compile(document, PolicyKind.Identity);
        }
        catch (PolicyFormatException e)
        {
            throw IamErrors.Malformed(e.Message);
        }
    }

    static int Characters(string document) => document.Count(c => !char.IsWhiteSpace(c));
}
