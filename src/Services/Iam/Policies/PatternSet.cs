namespace Redoubt.Services.Iam.Policies;

/// <summary>The values of an Action, NotAction, Resource or NotResource.</summary>
sealed class PatternSet(Pattern[] patterns, bool negated)
{
    readonly bool any = Array.Exists(patterns, pattern => pattern.IsAny);

    /// <summary>True for the <c>Not…</c> element: everything but these.</summary>
    public bool Negated => negated;

    public IEnumerable<ConditionKey> Keys => patterns.SelectMany(pattern => pattern.Keys);

    public bool Matches(ReadOnlySpan<char> value, in DecisionRequest request)
    {
        if (any) return !negated;
        foreach (var pattern in patterns)
            if (pattern.Like(value, request)) return !negated;
        return negated;
    }

    public bool MatchesArn(ReadOnlySpan<char> value, in DecisionRequest request)
    {
        if (any) return !negated;
        foreach (var pattern in patterns)
            if (pattern.LikeArn(value, request)) return !negated;
        return negated;
    }
}
