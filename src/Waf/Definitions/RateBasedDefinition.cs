namespace Redoubt.Waf;

/// <summary>
/// Counts requests by a key over the last <see cref="Window"/>, and matches those of a key that is over the limit. Only as a whole
/// rule's statement. A request that lacks a component of the key is neither counted nor limited.
/// </summary>
/// <param name="Limit">Requests of one key within the window that do not match, 10 to 2,000,000,000.</param>
public sealed record RateBasedDefinition(long Limit, RateAggregation Aggregation) : StatementDefinition
{
    /// <summary>60, 120, 300 or 600 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Only requests that match are counted and limited; null for all. Needed with <see cref="RateAggregation.Constant"/>.</summary>
    public StatementDefinition? ScopeDown { get; init; }

    /// <summary>
    /// The header whose first address <see cref="RateAggregation.ForwardedIp"/>, <see cref="RateKeyKind.ForwardedIp"/> and, where it is
    /// set, <see cref="RateKeyKind.Asn"/> use. The position is ignored.
    /// </summary>
    public ForwardedIpDefinition? ForwardedIp { get; init; }

    /// <summary>For <see cref="RateAggregation.CustomKeys"/> one to five, else none.</summary>
    public IReadOnlyList<RateKeyDefinition> Keys { get; init; } = [];
}

public enum RateAggregation
{
    /// <summary>The connection's address; of IPv6 its /64.</summary>
    Ip,

    /// <summary>The first address that a header names; of IPv6 its /64.</summary>
    ForwardedIp,

    /// <summary>All requests together.</summary>
    Constant,

    /// <summary>Several components of the request together.</summary>
    CustomKeys,
}

/// <summary>One component of a key.</summary>
/// <param name="Name">The header's, cookie's or query argument's name, or the namespace of labels (ends with a colon); null for other kinds.</param>
public sealed record RateKeyDefinition(RateKeyKind Kind, string? Name = null)
{
    /// <summary>For header, cookie, query argument, query string and path.</summary>
    public IReadOnlyList<TransformationDefinition> Transformations { get; init; } = [];

    /// <summary>For JA3 and JA4: the outcome for a request without a fingerprint.</summary>
    public Fallback Fallback { get; init; } = Fallback.NoMatch;
}

public enum RateKeyKind
{
    Header,
    Cookie,
    QueryArgument,
    QueryString,
    HttpMethod,
    ForwardedIp,
    Ip,
    LabelNamespace,
    UriPath,
    Ja3,
    Ja4,
    Asn,
}
