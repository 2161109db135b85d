namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// Decides by the rules of the IAM user guide, "Policy evaluation logic": a Deny anywhere wins; then both sides of an account
/// boundary must allow; inside one account the resource's <see cref="ResourcePolicyRule"/> says which side suffices.
/// Allocates nothing.
/// </summary>
static class Evaluator
{
    /// <summary>Whether the call's principal may do this to that.</summary>
    /// <param name="policies">The principal's identity policies; empty for root, services and callers without credentials.</param>
    public static Decision Decide(Call call, string action, Resource resource, PolicySet policies)
    {
        var request = new DecisionRequest(call.Principal, action, resource, policies, stackalloc char[DecisionRequest.MaxAction]) { Call = call };
        return Decide(request);
    }

    /// <summary>The same without a call, as a policy simulator asks.</summary>
    /// <param name="keys">The condition keys of the imagined request, by lower-case name.</param>
    public static Decision Simulate(
        Principal principal, string action, Resource resource, PolicySet policies, IReadOnlyDictionary<string, IReadOnlyList<string>> keys)
    {
        var request = new DecisionRequest(principal, action, resource, policies, stackalloc char[DecisionRequest.MaxAction]) { Simulated = keys };
        return Decide(request);
    }

    public static Decision Decide(in DecisionRequest request)
    {
        var caller = request.Principal;
        if (request.Folded is "sts:getcalleridentity" && caller.Kind != PrincipalKind.Anonymous)
            return new Decision(DecisionReason.NeedsNoPermission, PolicyType.Identity, null, null);

        // 1. A Deny anywhere.
        foreach (var (policy, statement) in request.Policies.Denials)
            if (statement.Matches(request, out _)) return new Decision(DecisionReason.ExplicitDeny, PolicyType.Identity, policy, statement);
        var resourcePolicy = (Policy?)request.Resource.Policy;
        if (resourcePolicy is not null)
            foreach (var statement in resourcePolicy.Denials)
                if (statement.Matches(request, out _)) return Resource(DecisionReason.ExplicitDeny, request, statement);

        // 2. What the resource's side grants. Without credentials, and for services, it alone counts.
        var grant = Grants(resourcePolicy, request, out var granting);
        var hasIdentity = caller.Kind is not (PrincipalKind.Anonymous or PrincipalKind.Service);
        var sameAccount = hasIdentity && request.ResourceAccount.SequenceEqual(caller.Account.ToString());
        if (grant >= Grant.Role && (sameAccount || !hasIdentity)) return Resource(DecisionReason.ResourceGrant, request, granting);
        var needsResource = !sameAccount || (request.Resource.PolicyRule != ResourcePolicyRule.EitherGrants && !request.Resource.Arn.IsAny);
        if (!hasIdentity || (needsResource && grant == Grant.None)) return Resource(DecisionReason.NoResourceGrant, request, null);

        // 3. What the identity's side grants.
        if (caller.Kind == PrincipalKind.Root) return new Decision(DecisionReason.Root, PolicyType.Identity, null, null);
        foreach (var (policy, statement) in request.Policies.Allowances)
            if (statement.Matches(request, out _)) return new Decision(DecisionReason.IdentityGrant, PolicyType.Identity, policy, statement);
        return new Decision(DecisionReason.NoIdentityGrant, PolicyType.Identity, null, null);
    }

    // The most direct grant of the resource's policy, and the statement that makes it.
    static Grant Grants(Policy? policy, in DecisionRequest request, out Statement? granting)
    {
        granting = null;
        var best = Grant.None;
        if (policy is null) return best;
        foreach (var statement in policy.Allowances)
        {
            if (!statement.Matches(request, out var grant) || grant <= best) continue;
            (best, granting) = (grant, statement);
            if (best == Grant.Caller) break;
        }
        return best;
    }

    static Decision Resource(DecisionReason reason, in DecisionRequest request, Statement? statement) =>
        new(reason, PolicyType.Resource, statement is null ? null : request.Resource.Arn.ToString(), statement);
}
