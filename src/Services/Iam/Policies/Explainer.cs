namespace Redoubt.Services.Iam.Policies;

/// <summary>Goes through a decision again and writes down what every statement said. Bounded, as it is stored with the audit event.</summary>
static class Explainer
{
    // The one key whose value a third party is trusted by.
    const string SharedWithThirdParty = "sts:externalid";

    const int MaxStatements = 500;
    const int MaxKeys = 100;
    const int MaxValues = 20;
    const int MaxValueLength = 256;

    /// <summary>Explains a decision about a call that <see cref="Evaluator.Decide(Call, string, Resource, PolicySet)"/> made.</summary>
    public static Explanation Explain(in DecisionRequest request, Decision decision, string decisionId)
    {
        var keys = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var left = MaxStatements;
        List<PolicyExplanation> policies = [];
        foreach (var (name, policy) in request.Policies.Policies)
            policies.Add(new PolicyExplanation(name, Denial.Name(PolicyType.Identity), Statements(policy, request, keys, ref left)));
        if (request.Resource.Policy is Policy attached)
            policies.Add(new PolicyExplanation(
                request.Resource.Arn.ToString(), Denial.Name(PolicyType.Resource), Statements(attached, request, keys, ref left)));
        return new Explanation(
            decisionId,
            Denial.Caller(request.Principal),
            request.Action,
            request.Resource.Arn.ToString(),
            decision.Allowed,
            Reason(decision),
            decision.Statement is { } statement ? new DecidingStatement(decision.Policy!, statement.Index, statement.Sid) : null,
            keys,
            policies);
    }

    static string Reason(Decision decision) => decision.Reason switch
    {
        DecisionReason.ExplicitDeny => "explicit deny",
        DecisionReason.NoIdentityGrant or DecisionReason.NoResourceGrant => $"no {Denial.Name(decision.Type)} allows the action",
        DecisionReason.Root => "the account's root",
        DecisionReason.NeedsNoPermission => "needs no permission",
        _ => $"allowed by {Denial.Name(decision.Type)}",
    };

    static List<StatementExplanation> Statements(
        Policy policy, in DecisionRequest request, SortedDictionary<string, IReadOnlyList<string>> keys, ref int left)
    {
        List<StatementExplanation> statements = [];
        foreach (var statement in policy.Statements)
        {
            if (left-- <= 0) break;
            var mismatch = statement.Mismatch(request);
            statements.Add(new StatementExplanation(statement.Index, statement.Sid, statement.Denies ? "Deny" : "Allow", mismatch is null, mismatch));
            // The keys of statements about other actions were never looked at.
            if (mismatch is "Action" or "NotAction") continue;
            foreach (var key in statement.Keys)
                if (keys.Count < MaxKeys && !keys.ContainsKey(key.Name)) keys.Add(key.Name, key.Lower == SharedWithThirdParty ? ["(not shown)"] : Values(request.Find(key)));
        }
        return statements;
    }

    static string[] Values(ContextValue value)
    {
        var values = new string[Math.Min(value.Count, MaxValues)];
        for (var i = 0; i < values.Length; i++)
        {
            var text = value.Text(i);
            values[i] = text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
        }
        return values;
    }
}
