namespace Redoubt.Services.Iam.Policies;

/// <summary>One statement, ready to be asked.</summary>
/// <param name="index">Its place in the document, from 0.</param>
/// <param name="resources">Null in a trust policy, which stands on its role.</param>
/// <param name="principals">Null in an identity policy, which stands on its caller.</param>
sealed class Statement(
    int index, string? sid, bool denies, PatternSet actions, PatternSet? resources, PrincipalSet? principals, bool exceptPrincipals, Condition[] conditions)
{
    // What FirstMismatch answers; from FirstCondition on it is a condition's index more.
    const int None = -1;
    const int Action = 0;
    const int Principal = 1;
    const int Resource = 2;
    const int FirstCondition = 3;

    public int Index => index;

    public string? Sid => sid;

    public bool Denies => denies;

    public IEnumerable<ConditionKey> Keys => [.. actions.Keys, .. resources?.Keys ?? [], .. conditions.SelectMany(condition => condition.Keys)];

    /// <summary>Whether the statement applies to the request, whatever its effect.</summary>
    /// <param name="grant">How directly it names the caller; <see cref="Grant.Caller"/> in an identity policy.</param>
    public bool Matches(in DecisionRequest request, out Grant grant) => FirstMismatch(request, out grant) == None;

    /// <summary>The first part that does not fit, in words; null where the statement applies.</summary>
    public string? Mismatch(in DecisionRequest request) => FirstMismatch(request, out _) switch
    {
        None => null,
        Action => actions.Negated ? "NotAction" : "Action",
        Principal => exceptPrincipals ? "NotPrincipal" : "Principal",
        Resource => resources!.Negated ? "NotResource" : "Resource",
        var condition => $"Condition {conditions[condition - FirstCondition].Name}",
    };

    int FirstMismatch(in DecisionRequest request, out Grant grant)
    {
        grant = Grant.None;
        if (!actions.Matches(request.Folded, request)) return Action;
        grant = principals is null ? Grant.Caller
            : !exceptPrincipals ? principals.Match(request.Principal)
            : (denies ? principals.Excepts(request.Principal) : principals.Match(request.Principal) != Grant.None) ? Grant.None
            : Grant.Caller;
        if (grant == Grant.None) return Principal;
        if (resources is not null && !resources.MatchesArn(request.Resource.Arn.ToString(), request)) return Resource;
        for (var i = 0; i < conditions.Length; i++)
            if (!conditions[i].Matches(request, denies)) return FirstCondition + i;
        return None;
    }
}
