using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns rate-based statements into the engine's.</summary>
static class RateReader
{
    // Seconds.
    const long DefaultWindow = 300;

    public static Waf.RateBasedDefinition Read(RateBasedStatement rate)
    {
        var aggregation = rate.AggregateKeyType switch
        {
            RateBasedStatementAggregateKeyType.Ip => Waf.RateAggregation.Ip,
            RateBasedStatementAggregateKeyType.ForwardedIp => Waf.RateAggregation.ForwardedIp,
            RateBasedStatementAggregateKeyType.Constant => Waf.RateAggregation.Constant,
            RateBasedStatementAggregateKeyType.CustomKeys => Waf.RateAggregation.CustomKeys,
            var other => throw BadFormat(Fields.RateBased, other),
        };
        var window = rate.EvaluationWindowSec ?? DefaultWindow;
        if (window is not (60 or 120 or 300 or 600)) throw BadFormat(Fields.RateBased, $"EvaluationWindowSec {window}");
        var keys = rate.CustomKeys is null ? [] : rate.CustomKeys.Select(Key).ToList();
        Check(rate, aggregation, keys);
        return new(rate.Limit, aggregation)
        {
            Window = TimeSpan.FromSeconds(window),
            ScopeDown = rate.ScopeDownStatement is { } narrowed ? StatementReader.Read(narrowed) : null,
            ForwardedIp = StatementReader.Forwarded(rate.ForwardedIPConfig),
            Keys = keys,
        };
    }

    static void Check(RateBasedStatement rate, Waf.RateAggregation aggregation, List<Waf.RateKeyDefinition> keys)
    {
        if (aggregation == Waf.RateAggregation.CustomKeys != keys.Count > 0)
            throw Invalid("custom keys come with the aggregate key type CUSTOM_KEYS and with no other", Fields.RateBased, "CustomKeys");
        if (keys is [{ Kind: Waf.RateKeyKind.Ip or Waf.RateKeyKind.ForwardedIp }])
            throw Invalid("an address alone is the aggregate key type IP or FORWARDED_IP", Fields.RateBased, "CustomKeys");
        if (aggregation == Waf.RateAggregation.Constant && rate.ScopeDownStatement is null)
            throw Invalid("the aggregate key type CONSTANT needs a scope-down statement", Fields.RateBased, "ScopeDownStatement");
        var forwarded = aggregation == Waf.RateAggregation.ForwardedIp || keys.Exists(key => key.Kind == Waf.RateKeyKind.ForwardedIp);
        if (forwarded && rate.ForwardedIPConfig is null)
            throw Invalid("a forwarded address needs a forwarded IP configuration", Fields.RateBased, "ForwardedIPConfig");
    }

    static Waf.RateKeyDefinition Key(RateBasedStatementCustomKey key)
    {
        object?[] kinds =
        [
            key.Header, key.Cookie, key.QueryArgument, key.QueryString, key.HTTPMethod, key.ForwardedIP, key.IP, key.LabelNamespace,
            key.UriPath, key.JA3Fingerprint, key.JA4Fingerprint, key.ASN,
        ];
        var set = kinds.Where(kind => kind is not null).ToList();
        if (set.Count != 1) throw NotExactlyOne(Fields.CustomKeys, "CustomKeys");
        return set[0] switch
        {
            RateLimitHeader header => Transformed(Waf.RateKeyKind.Header, header.Name, header.TextTransformations),
            RateLimitCookie cookie => Transformed(Waf.RateKeyKind.Cookie, cookie.Name, cookie.TextTransformations),
            RateLimitQueryArgument argument => Transformed(Waf.RateKeyKind.QueryArgument, argument.Name, argument.TextTransformations),
            RateLimitQueryString query => Transformed(Waf.RateKeyKind.QueryString, null, query.TextTransformations),
            RateLimitUriPath path => Transformed(Waf.RateKeyKind.UriPath, null, path.TextTransformations),
            RateLimitHTTPMethod => new(Waf.RateKeyKind.HttpMethod),
            RateLimitForwardedIP => new(Waf.RateKeyKind.ForwardedIp),
            RateLimitIP => new(Waf.RateKeyKind.Ip),
            RateLimitLabelNamespace label => new(Waf.RateKeyKind.LabelNamespace, label.Namespace),
            RateLimitJA3Fingerprint print => new(Waf.RateKeyKind.Ja3) { Fallback = FieldReader.Fallback(print.FallbackBehavior) },
            RateLimitJA4Fingerprint print => new(Waf.RateKeyKind.Ja4) { Fallback = FieldReader.Fallback(print.FallbackBehavior) },
            _ => new(Waf.RateKeyKind.Asn),
        };
    }

    static Waf.RateKeyDefinition Transformed(Waf.RateKeyKind kind, string? name, IReadOnlyList<TextTransformation> transformations) =>
        new(kind, name) { Transformations = StatementReader.Transformations(transformations) };
}
