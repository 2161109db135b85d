namespace Redoubt;

/// <summary>How a decision came about: what was asked, what was known and what each policy said. Plain data, written as JSON.</summary>
/// <param name="DecisionId">The id in the error message.</param>
/// <param name="Principal">The caller's ARN; <c>anonymous</c>, or a service's name.</param>
/// <param name="Action">Such as <c>kms:Encrypt</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
/// <param name="Allowed">The verdict.</param>
/// <param name="Reason">Why, such as <c>no identity-based policy allows the action</c>.</param>
/// <param name="Decided">The statement that decided; null where none did, as in an implicit deny.</param>
/// <param name="Keys">The condition keys that were looked at, as the policies write them, with the values found; none for an absent key.</param>
/// <param name="Policies">Every policy that was considered.</param>
public sealed record Explanation(
    string DecisionId,
    string Principal,
    string Action,
    string Resource,
    bool Allowed,
    string Reason,
    DecidingStatement? Decided,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keys,
    IReadOnlyList<PolicyExplanation> Policies);

/// <summary>The statement that decided.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Statement">Its place in the document, from 0.</param>
public sealed record DecidingStatement(string Policy, int Statement, string? Sid);

/// <summary>What one policy said.</summary>
/// <param name="Name">The policy's name or ARN.</param>
/// <param name="Type">Where it is attached, in AWS's words, such as <c>identity-based policy</c>.</param>
public sealed record PolicyExplanation(string Name, string Type, IReadOnlyList<StatementExplanation> Statements);

/// <summary>What one statement said.</summary>
/// <param name="Statement">Its place in the document, from 0.</param>
/// <param name="Matched">Whether it applied to the request.</param>
/// <param name="Mismatch">The first part that did not match, such as <c>Action</c> or <c>Condition StringEquals aws:username</c>; null where it applied.</param>
public sealed record StatementExplanation(int Statement, string? Sid, string Effect, bool Matched, string? Mismatch);
