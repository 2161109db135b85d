namespace Redoubt;

/// <summary>
/// The answer to a call that no policy allows or one denies. The code is the query protocols' <c>AccessDenied</c> with 403;
/// a JSON protocol writes <c>AccessDeniedException</c> with 400 in its place.
/// </summary>
/// <param name="message">AWS's words, ended by <c> (decision id: …)</c>.</param>
public sealed class AccessDeniedError(string message, Explanation explanation) : AwsError("AccessDenied", 403, message)
{
    /// <summary>What <c>redoubt explain</c> takes.</summary>
    public string DecisionId => Explanation.DecisionId;

    /// <summary>How the decision came about; kept with the audit event, never answered to the caller.</summary>
    public Explanation Explanation { get; } = explanation;
}
