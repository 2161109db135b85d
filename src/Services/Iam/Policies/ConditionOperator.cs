namespace Redoubt.Services.Iam.Policies;

/// <summary>How the values of a multivalued key are taken.</summary>
enum SetMode { Single, ForAllValues, ForAnyValue }

/// <summary>The kinds of comparison; each condition operator is one of them, or its negation.</summary>
enum Comparison
{
    Null, StringEquals, StringEqualsIgnoreCase, StringLike, NumericEquals, NumericLess, NumericLessEquals, NumericGreater, NumericGreaterEquals,
    DateEquals, DateLess, DateLessEquals, DateGreater, DateGreaterEquals, Bool, BinaryEquals, IpAddress, Arn,
}

/// <summary>A condition operator with its prefix and suffix, such as <c>ForAnyValue:StringNotLikeIfExists</c>.</summary>
/// <param name="Negated">True for <c>…Not…</c>: matches where none of the policy's values does.</param>
readonly record struct ConditionOperator(Comparison Comparison, bool Negated, bool IfExists, SetMode Set)
{
    static readonly Dictionary<string, (Comparison Comparison, bool Negated)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (Comparison.StringEquals, false),
        ["StringNotEquals"] = (Comparison.StringEquals, true),
        ["StringEqualsIgnoreCase"] = (Comparison.StringEqualsIgnoreCase, false),
        ["StringNotEqualsIgnoreCase"] = (Comparison.StringEqualsIgnoreCase, true),
        ["StringLike"] = (Comparison.StringLike, false),
        ["StringNotLike"] = (Comparison.StringLike, true),
        ["NumericEquals"] = (Comparison.NumericEquals, false),
        ["NumericNotEquals"] = (Comparison.NumericEquals, true),
        ["NumericLessThan"] = (Comparison.NumericLess, false),
        ["NumericLessThanEquals"] = (Comparison.NumericLessEquals, false),
        ["NumericGreaterThan"] = (Comparison.NumericGreater, false),
        ["NumericGreaterThanEquals"] = (Comparison.NumericGreaterEquals, false),
        ["DateEquals"] = (Comparison.DateEquals, false),
        ["DateNotEquals"] = (Comparison.DateEquals, true),
        ["DateLessThan"] = (Comparison.DateLess, false),
        ["DateLessThanEquals"] = (Comparison.DateLessEquals, false),
        ["DateGreaterThan"] = (Comparison.DateGreater, false),
        ["DateGreaterThanEquals"] = (Comparison.DateGreaterEquals, false),
        ["Bool"] = (Comparison.Bool, false),
        ["BinaryEquals"] = (Comparison.BinaryEquals, false),
        ["IpAddress"] = (Comparison.IpAddress, false),
        ["NotIpAddress"] = (Comparison.IpAddress, true),
        ["ArnEquals"] = (Comparison.Arn, false),
        ["ArnLike"] = (Comparison.Arn, false),
        ["ArnNotEquals"] = (Comparison.Arn, true),
        ["ArnNotLike"] = (Comparison.Arn, true),
        ["Null"] = (Comparison.Null, false),
    };

    /// <summary>Reads an operator's name; case does not matter.</summary>
    /// <returns>Null where there is no such operator.</returns>
    public static ConditionOperator? Parse(string name)
    {
        var (set, rest) = name switch
        {
            _ when name.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase) => (SetMode.ForAllValues, name["ForAllValues:".Length..]),
            _ when name.StartsWith("ForAnyValue:", StringComparison.OrdinalIgnoreCase) => (SetMode.ForAnyValue, name["ForAnyValue:".Length..]),
            _ => (SetMode.Single, name),
        };
        var ifExists = rest.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        if (!Names.TryGetValue(ifExists ? rest[..^"IfExists".Length] : rest, out var found)) return null;
        return found.Comparison == Comparison.Null && ifExists ? null : new ConditionOperator(found.Comparison, found.Negated, ifExists, set);
    }
}
