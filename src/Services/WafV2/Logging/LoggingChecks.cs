using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>What AWS takes as a logging configuration.</summary>
static class LoggingChecks
{
    /// <exception cref="AwsError">Something in it is invalid or not supported.</exception>
    public static void Require(LoggingConfiguration configuration, Call call)
    {
        RequireScope(configuration.LogScope);
        if (configuration.LogDestinationConfigs.Count > 1) throw TooMany("a web ACL logs to one destination");
        LogDestination.Require(configuration.LogDestinationConfigs[0], call);
        foreach (var field in configuration.RedactedFields ?? []) RequireRedactable(field);
        foreach (var filter in configuration.LoggingFilter?.Filters ?? [])
            foreach (var condition in filter.Conditions)
                if (condition.ActionCondition is null == condition.LabelNameCondition is null) throw NotExactlyOne("FILTER_CONDITION", "Condition");
    }

    // The other scopes belong to services that configure their own logs.
    public static void RequireScope(string? scope)
    {
        if (scope is not (null or LogScope.Customer)) throw Unsupported("logs of another scope than CUSTOMER are", Fields.LoggingFilter, scope);
    }

    static void RequireRedactable(FieldToMatch field)
    {
        object?[] redactable = [field.UriPath, field.QueryString, field.SingleHeader, field.Method];
        object?[] others =
        [
            field.SingleQueryArgument, field.AllQueryArguments, field.Body, field.JsonBody, field.Headers, field.Cookies, field.HeaderOrder,
            field.JA3Fingerprint, field.JA4Fingerprint, field.UriFragment,
        ];
        if (redactable.Count(kind => kind is not null) != 1 || others.Any(kind => kind is not null))
            throw Invalid("a redacted field is one of UriPath, QueryString, SingleHeader and Method", Fields.FieldToMatch, "RedactedFields");
    }
}
