using System.Globalization;
using System.Text.Json;
using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>The part of a log record that tells which rate-based rules limited the request, and by which key.</summary>
static class RateLine
{
    public static void Write(Utf8JsonWriter json, LogEntry entry)
    {
        json.WriteStartArray("rateBasedRuleList"u8);
        foreach (var match in entry.Verdict.Rates) Write(json, match, entry);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Waf.RateMatch match, LogEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("rateBasedRuleId"u8, $"{entry.Watch.Arn}_{match.Rule}");
        json.WriteString("rateBasedRuleName"u8, match.Rule);
        json.WriteString("limitKey"u8, match.Aggregation switch
        {
            Waf.RateAggregation.Ip => "IP",
            Waf.RateAggregation.ForwardedIp => "FORWARDEDIP",
            Waf.RateAggregation.Constant => "CONSTANT",
            _ => "CUSTOMKEYS",
        });
        var isAddress = match.Aggregation is Waf.RateAggregation.Ip or Waf.RateAggregation.ForwardedIp;
        if (isAddress && match.Values is [var address]) json.WriteString("limitValue"u8, address.Value);
        json.WriteNumber("maxRateAllowed"u8, match.Limit);
        json.WriteString("evaluationWindowSec"u8, ((long)match.Window.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (match.Aggregation == Waf.RateAggregation.CustomKeys) WriteKeys(json, match.Values, entry.Route.ShownRates);
        json.WriteEndObject();
    }

    static void WriteKeys(Utf8JsonWriter json, IReadOnlyList<Waf.RateValue> values, Protector shown)
    {
        json.WriteStartArray("customValues"u8);
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, Kind(value.Kind));
            if (value.Name is { } name) json.WriteString("name"u8, name);
            json.WriteString("value"u8, WireText.Of(Shown(value, shown)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Shown(Waf.RateValue value, Protector shown) => value.Kind switch
    {
        Waf.RateKeyKind.Header => shown.Header(value.Name!, value.Value),
        Waf.RateKeyKind.Cookie => shown.Cookie(value.Name!, value.Value),
        Waf.RateKeyKind.QueryArgument => shown.Argument(value.Name!, value.Value),
        Waf.RateKeyKind.QueryString => shown.Query(value.Value),
        Waf.RateKeyKind.UriPath => shown.Path(value.Value),
        Waf.RateKeyKind.HttpMethod => shown.Method(value.Value),
        _ => value.Value,
    };

    static string Kind(Waf.RateKeyKind kind) => kind switch
    {
        Waf.RateKeyKind.Header => "HEADER",
        Waf.RateKeyKind.Cookie => "COOKIE",
        Waf.RateKeyKind.QueryArgument => "QUERY_ARGUMENT",
        Waf.RateKeyKind.QueryString => "QUERY_STRING",
        Waf.RateKeyKind.HttpMethod => "HTTP_METHOD",
        Waf.RateKeyKind.ForwardedIp => "FORWARDED_IP",
        Waf.RateKeyKind.Ip => "IP",
        Waf.RateKeyKind.LabelNamespace => "LABEL_NAMESPACE",
        Waf.RateKeyKind.UriPath => "URI_PATH",
        Waf.RateKeyKind.Ja3 => "JA3_FINGERPRINT",
        Waf.RateKeyKind.Ja4 => "JA4_FINGERPRINT",
        _ => "ASN",
    };
}
