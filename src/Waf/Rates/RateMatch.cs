namespace Redoubt.Waf;

/// <summary>A rate-based rule that limited a request.</summary>
/// <param name="Rule">In a group the inner rule.</param>
/// <param name="Values">The key, component by component; for an aggregation on addresses that one. Empty for all requests together.</param>
public sealed record RateMatch(string Rule, RateAggregation Aggregation, long Limit, TimeSpan Window, IReadOnlyList<RateValue> Values);

/// <summary>One component of a key. Holds what the client sent, which may be secret where the rule aggregates on a credential.</summary>
/// <param name="Name">The header's, cookie's or query argument's name, or the namespace; null for other kinds.</param>
/// <param name="Value">At most its first 32 characters, one per byte.</param>
public sealed record RateValue(RateKeyKind Kind, string? Name, string Value)
{
    public const int MaxLength = 32;
}
