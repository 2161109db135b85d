namespace Redoubt.Services.Iam.Policies;

/// <summary>What a caller is told that may not, and what an administrator is told about it.</summary>
static class Denial
{
    /// <summary>The error for a decision that denies, with a new decision id and the explanation.</summary>
    public static AccessDeniedError Of(Call call, string action, Resource resource, PolicySet policies, Decision decision)
    {
        var request = new DecisionRequest(call.Principal, action, resource, policies, stackalloc char[DecisionRequest.MaxAction]) { Call = call };
        var id = Ids.Uuid();
        return new AccessDeniedError($"{Message(request, decision)} (decision id: {id})", Explainer.Explain(request, decision, id));
    }

    /// <summary>AWS's sentence, without the decision's id.</summary>
    public static string Message(in DecisionRequest request, Decision decision)
    {
        var sentence = $"User: {Caller(request.Principal)} is not authorized to perform: {request.Action} on resource: {request.Resource.Arn}";
        if (decision.Reason == DecisionReason.ExplicitDeny) return $"{sentence} with an explicit deny in {Article(decision.Type)} {Name(decision.Type)}";
        return request.Resource.PolicyRule == ResourcePolicyRule.AloneDecides
            ? sentence
            : $"{sentence} because no {Name(decision.Type)} allows the {request.Action} action";
    }

    /// <summary>How messages and explanations name a caller.</summary>
    public static string Caller(Principal caller) => caller.Kind switch
    {
        PrincipalKind.Anonymous => "anonymous",
        PrincipalKind.Service => caller.Id,
        _ => caller.Arn.ToString(),
    };

    /// <summary>AWS's name for a kind of policy.</summary>
    public static string Name(PolicyType type) => type switch
    {
        PolicyType.Identity => "identity-based policy",
        _ => "resource-based policy",
    };

    static string Article(PolicyType type) => type == PolicyType.Identity ? "an" : "a";
}
