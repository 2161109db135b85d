namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// One key under one operator: the request's values against the policy's.
/// The rules are those of the IAM user guide's pages on condition operators and on keys with several values.
/// </summary>
/// <param name="name">The operator as the policy writes it.</param>
sealed class Condition(string name, ConditionOperator how, ConditionKey key, Operand[] operands)
{
    /// <summary>Operator and key as the policy writes them.</summary>
    public string Name => $"{name} {key.Name}";

    public IEnumerable<ConditionKey> Keys => [key, .. operands.SelectMany(operand => operand.Keys)];

    /// <param name="denies">Whether the statement is a Deny; decides what has no answer of its own, in favour of denying.</param>
    public bool Matches(in DecisionRequest request, bool denies)
    {
        var value = request.Find(key);
        if (how.Comparison == Comparison.Null) return Any(ContextValue.Of(value.Count == 0), 0, request);
        switch (how.Set)
        {
            case SetMode.ForAllValues:
                if (value.IsEmptyText) return true;
                for (var i = 0; i < value.Count; i++)
                    if (Any(value, i, request) == how.Negated) return false;
                return true;
            case SetMode.ForAnyValue:
                if (value.Count == 0) return how.IfExists;
                if (value.IsEmptyText) return false;
                for (var i = 0; i < value.Count; i++)
                    if (Any(value, i, request) != how.Negated) return true;
                return false;
            default:
                if (value.Count == 0) return how.IfExists || how.Negated;
                // What several values mean without a set operator is nowhere said. They allow nothing, and deny what any of them would.
                if (value.Count > 1) return denies && (how.Negated || Some(value, request));
                return Any(value, 0, request) != how.Negated;
        }
    }

    bool Some(in ContextValue value, in DecisionRequest request)
    {
        for (var i = 0; i < value.Count; i++)
            if (Any(value, i, request)) return true;
        return false;
    }

    bool Any(in ContextValue value, int index, in DecisionRequest request)
    {
        foreach (var operand in operands)
            if (operand.Matches(value, index, request)) return true;
        return false;
    }
}
