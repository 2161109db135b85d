using System.Text.Json;
using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>
/// A log record in AWS's format, version 1. What matched is never in it: <c>matchedData</c> is always empty, so that no password or card
/// number that happened to match reaches a log.
/// </summary>
static class LogLine
{
    const int MaxLabels = 100;

    // Names of the fields that were larger than what is inspected.
    static readonly (Waf.OversizeFields Field, string Name)[] Oversize =
    [
        (Waf.OversizeFields.Body, "REQUEST_BODY"), (Waf.OversizeFields.JsonBody, "REQUEST_JSON_BODY"),
        (Waf.OversizeFields.Headers, "REQUEST_HEADERS"), (Waf.OversizeFields.Cookies, "REQUEST_COOKIES"),
    ];

    public static void Write(Utf8JsonWriter json, LogEntry entry)
    {
        var (watch, verdict) = (entry.Watch, entry.Verdict);
        json.WriteStartObject();
        json.WriteNumber("timestamp"u8, entry.Request.Time.ToUnixTimeMilliseconds());
        json.WriteNumber("formatVersion"u8, 1);
        json.WriteString("webaclId"u8, watch.Arn);
        json.WriteString("terminatingRuleId"u8, verdict.TerminatingRule ?? "Default_Action");
        json.WriteString("terminatingRuleType"u8, TypeOf(verdict.TerminatingKind));
        json.WriteString("action"u8, ActionNames.Of(verdict.Action));
        // A group's match is told in its place in the list of groups.
        WriteDetails(json, "terminatingRuleMatchDetails"u8, verdict.TerminatingKind is Waf.RuleKind.Group or Waf.RuleKind.ManagedGroup ? [] : verdict.Details);
        json.WriteString("httpSourceName"u8, "ALB");
        json.WriteString("httpSourceId"u8, SourceId(entry.Source));
        WriteGroups(json, watch, verdict);
        RateLine.Write(json, entry);
        WriteCounted(json, "nonTerminatingMatchingRules"u8, verdict.Counted, verdict);
        WriteHeaders(json, "requestHeadersInserted"u8, verdict.InsertHeaders);
        if (Answers.Status(verdict) is { } status) json.WriteNumber("responseCodeSent"u8, status);
        else json.WriteNull("responseCodeSent"u8);
        WriteRequest(json, entry);
        WriteLabels(json, verdict.Labels);
        if (verdict.Captcha is { } captcha) WriteToken(json, "captchaResponse"u8, captcha, Answers.CaptchaStatus);
        if (verdict.Challenge is { } challenge) WriteToken(json, "challengeResponse"u8, challenge, Answers.ChallengeStatus);
        WriteOversize(json, verdict.Oversize);
        if (entry.Request.Asn != 0) json.WriteNumber("clientAsn"u8, entry.Request.Asn);
        if (entry.Request.Ja3 is { } ja3) json.WriteString("ja3Fingerprint"u8, ja3);
        if (entry.Request.Ja4 is { } ja4) json.WriteString("ja4Fingerprint"u8, ja4);
        if (entry.Request.BodySize is { } size) json.WriteNumber("requestBodySize"u8, size);
        json.WriteNumber("requestBodySizeInspectedByWAF"u8, entry.Request.InspectedBodySize);
        json.WriteEndObject();
    }

    // As AWS names a load balancer there: `123456789012-app/shop/0123456789abcdef`.
    static string SourceId(string source) =>
        Arn.TryParse(source, out var arn) ? $"{arn.Account}-{arn.Resource[(arn.Resource.IndexOf('/') + 1)..]}" : source;

    static string TypeOf(Waf.RuleKind kind) => kind switch
    {
        Waf.RuleKind.RateBased => "RATE_BASED",
        Waf.RuleKind.Group => "GROUP",
        Waf.RuleKind.ManagedGroup => "MANAGED_RULE_GROUP",
        _ => "REGULAR",
    };

    static void WriteGroups(Utf8JsonWriter json, AclWatch watch, in Waf.Verdict verdict)
    {
        json.WriteStartArray("ruleGroupList"u8);
        foreach (var group in verdict.Groups)
        {
            json.WriteStartObject();
            json.WriteString("ruleGroupId"u8, group.Id);
            if (group.Terminating is { } terminating)
            {
                json.WritePropertyName("terminatingRule"u8);
                WriteMatch(json, terminating, verdict);
            }
            else json.WriteNull("terminatingRule"u8);
            WriteCounted(json, "nonTerminatingMatchingRules"u8, group.Counted.Where(rule => !watch.Excludes(group.Rule, rule.Rule)), verdict);
            WriteExcluded(json, watch, group);
            json.WriteNull("customerConfig"u8);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteExcluded(Utf8JsonWriter json, AclWatch watch, Waf.GroupOutcome group)
    {
        var excluded = group.Counted.Where(rule => watch.Excludes(group.Rule, rule.Rule)).ToList();
        if (excluded.Count == 0)
        {
            json.WriteNull("excludedRules"u8);
            return;
        }
        json.WriteStartArray("excludedRules"u8);
        foreach (var rule in excluded)
        {
            json.WriteStartObject();
            json.WriteString("exclusionType"u8, "EXCLUDED_AS_COUNT");
            json.WriteString("ruleId"u8, rule.Rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteCounted(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<Waf.CountedRule> rules, in Waf.Verdict verdict)
    {
        json.WriteStartArray(name);
        foreach (var rule in rules) WriteMatch(json, rule, verdict);
        json.WriteEndArray();
    }

    static void WriteMatch(Utf8JsonWriter json, Waf.CountedRule rule, in Waf.Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, rule.Rule);
        json.WriteString("action"u8, ActionNames.Of(rule.Action));
        if (rule.Overridden is { } overridden) json.WriteString("overriddenAction"u8, ActionNames.Of(overridden));
        WriteDetails(json, "ruleMatchDetails"u8, rule.Details);
        if (rule.Action == Waf.ActionKind.Captcha && verdict.Captcha is { } captcha) WriteToken(json, "captchaResponse"u8, captcha, Answers.CaptchaStatus);
        if (rule.Action == Waf.ActionKind.Challenge && verdict.Challenge is { } challenge) WriteToken(json, "challengeResponse"u8, challenge, Answers.ChallengeStatus);
        json.WriteEndObject();
    }

    static void WriteDetails(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Waf.MatchDetail> details)
    {
        json.WriteStartArray(name);
        foreach (var detail in details)
        {
            json.WriteStartObject();
            json.WriteString("conditionType"u8, detail.Condition);
            json.WriteString("sensitivityLevel"u8, detail.Sensitivity switch
            {
                Waf.SensitivityLevel.High => SensitivityLevel.High,
                Waf.SensitivityLevel.Low => SensitivityLevel.Low,
                _ => "",
            });
            json.WriteString("location"u8, detail.Location);
            json.WriteStartArray("matchedData"u8);
            json.WriteEndArray();
            json.WriteString("matchedFieldName"u8, IsOfBody(detail.Location) ? "" : Text(detail.Name));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Nothing of a body is logged, names in it included.
    static bool IsOfBody(string location) => location.Contains("BODY", StringComparison.Ordinal) || location.Contains("FORM", StringComparison.Ordinal);

    static void WriteRequest(Utf8JsonWriter json, LogEntry entry)
    {
        var (request, shown) = (entry.Request, entry.Route.Shown);
        json.WriteStartObject("httpRequest"u8);
        json.WriteString("clientIp"u8, request.Client.ToString());
        json.WriteString("country"u8, request.Country ?? "-");
        json.WriteStartArray("headers"u8);
        string host = "";
        foreach (var (name, value) in request.Headers)
        {
            var text = Text(shown.Header(name, value));
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase)) host = text;
            WriteHeader(json, Text(name), text);
        }
        json.WriteEndArray();
        json.WriteString("uri"u8, Text(shown.Path(request.Path)));
        json.WriteString("args"u8, Text(shown.Query(request.Query)));
        json.WriteString("httpVersion"u8, request.HttpVersion);
        json.WriteString("httpMethod"u8, Text(shown.Method(request.Method)));
        json.WriteString("requestId"u8, request.RequestId);
        json.WriteString("fragment"u8, Text(request.Fragment));
        json.WriteString("scheme"u8, request.Scheme);
        json.WriteString("host"u8, host);
        json.WriteEndObject();
    }

    static void WriteHeaders(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Waf.HttpHeader> headers)
    {
        if (headers.Count == 0)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (var header in headers) WriteHeader(json, header.Name, header.Value);
        json.WriteEndArray();
    }

    static void WriteHeader(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
    }

    static void WriteLabels(Utf8JsonWriter json, IReadOnlyList<string> labels)
    {
        if (labels.Count == 0) return;
        json.WriteStartArray("labels"u8);
        for (var i = 0; i < Math.Min(labels.Count, MaxLabels); i++)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, labels[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // An action that decided has a reason; one that was answered has the time it was.
    static void WriteToken(Utf8JsonWriter json, ReadOnlySpan<byte> name, Waf.TokenCheck check, int status)
    {
        json.WriteStartObject(name);
        json.WriteNumber("responseCode"u8, check.Passed ? 0 : status);
        json.WriteNumber("solveTimestamp"u8, check.Solved?.ToUnixTimeSeconds() ?? 0);
        if (!check.Passed) json.WriteString("failureReason"u8, Answers.Reason(check.Failure));
        json.WriteEndObject();
    }

    static void WriteOversize(Utf8JsonWriter json, Waf.OversizeFields oversize)
    {
        if (oversize == Waf.OversizeFields.None) return;
        json.WriteStartArray("oversizeFields"u8);
        foreach (var (field, name) in Oversize)
            if (oversize.HasFlag(field)) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    static string Text(string? bytes) => WireText.Of(bytes);
}
