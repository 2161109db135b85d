namespace Redoubt.Services.WafV2;

/// <summary>WAF's errors in WAF's words.</summary>
static class WafV2Errors
{
    // What the caller sent is repeated to him up to this length.
    const int MaxParameter = 256;

    public static AwsError Nonexistent() => new("WAFNonexistentItemException", 400, "AWS WAF couldn’t perform the operation because your resource doesn’t exist.");

    public static AwsError Duplicate() => new("WAFDuplicateItemException", 400,
        "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.");

    public static AwsError Stale() => new("WAFOptimisticLockException", 400,
        "AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it. Reapply your changes.");

    public static AwsError Associated() => new("WAFAssociatedItemException", 400,
        "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource.");

    /// <param name="limit">Which limit, in our words; AWS does not say.</param>
    public static AwsError TooMany(string limit) => new("WAFLimitsExceededException", 400,
        $"AWS WAF couldn’t perform the operation because you exceeded your resource limit: {limit}.");

    /// <param name="reason">With its full stop, where it is AWS's.</param>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <param name="parameter">The value, or the name of the member, that is wrong.</param>
    public static AwsError Invalid(string reason, string field, string parameter)
    {
        if (parameter.Length > MaxParameter) parameter = parameter[..MaxParameter];
        return new("WAFInvalidParameterException", 400, $"Error reason: {reason}, field: {field}, parameter: {parameter}")
        {
            Members = new Dictionary<string, string> { ["Field"] = field, ["Parameter"] = parameter, ["Reason"] = reason },
        };
    }

    public static AwsError NotExactlyOne(string field, string parameter) =>
        Invalid("You have used none or multiple values for a field that requires exactly one value.", field, parameter);

    public static AwsError BadReference() => Invalid("A reference in your rule statement is not valid.", Fields.Rule, "Statement");

    public static AwsError BelowMinimum(string field, string parameter) => Invalid(
        "You haven't met a minimum requirement for a threshold setting. Examples include a rule group capacity setting that's too low and an OR statement with only one nested statement.",
        field, parameter);

    /// <param name="needed">The units that are too many.</param>
    public static AwsError OverCapacity(string field, long needed) =>
        Invalid("You exceeded the capacity limit for a rule group or web ACL.", field, needed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static AwsError BadDestination(string arn) => Invalid(
        "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.", Fields.LogDestination, arn);

    public static AwsError NotLimitedByAddress() => new("WAFUnsupportedAggregateKeyTypeException", 400,
        "The rule that you've named doesn't aggregate solely on the IP address or solely on the forwarded IP address. This call is only available for rate-based rules with an AggregateKeyType setting of IP or FORWARDED_IP.");

    public static AwsError BadArn(string arn) => Invalid(
        "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.", Fields.ResourceArn, arn);

    public static AwsError BadFormat(string field, string value) => Invalid("The parameter contains formatting that is not valid.", field, value);

    public static AwsError BadScope(string scope) => Invalid("The scope is not valid.", Fields.Scope, scope);

    public static AwsError BadMarker() => Invalid("the marker is not one of this listing, or has expired", Fields.EntityLimit, "NextMarker");

    /// <summary>What AWS can do and we cannot yet; never accepted and left out.</summary>
    public static AwsError Unsupported(string what, string field, string parameter) => Invalid($"{what} not supported yet", field, parameter);

    /// <summary>The settings that errors name, <c>ParameterExceptionField</c> in the model.</summary>
    public static class Fields
    {
        public const string WebAcl = "WEB_ACL";
        public const string RegexPatternSet = "REGEX_PATTERN_SET";
        public const string Rule = "RULE";
        public const string Statement = "STATEMENT";
        public const string ByteMatch = "BYTE_MATCH_STATEMENT";
        public const string SizeConstraint = "SIZE_CONSTRAINT_STATEMENT";
        public const string Geo = "GEO_MATCH_STATEMENT";
        public const string RateBased = "RATE_BASED_STATEMENT";
        public const string RuleGroup = "RULE_GROUP";
        public const string RuleGroupReference = "RULE_GROUP_REFERENCE_STATEMENT";
        public const string ManagedRuleGroupConfig = "MANAGED_RULE_GROUP_CONFIG";
        public const string CustomKeys = "CUSTOM_KEYS";
        public const string LogDestination = "LOG_DESTINATION";
        public const string LoggingFilter = "LOGGING_FILTER";
        public const string MetricName = "METRIC_NAME";
        public const string ManagedRuleGroup = "MANAGED_RULE_SET_STATEMENT";
        public const string LabelMatch = "LABEL_MATCH_STATEMENT";
        public const string And = "AND_STATEMENT";
        public const string Or = "OR_STATEMENT";
        public const string IpAddress = "IP_ADDRESS";
        public const string FieldToMatch = "FIELD_TO_MATCH";
        public const string TextTransformation = "TEXT_TRANSFORMATION";
        public const string DefaultAction = "DEFAULT_ACTION";
        public const string RuleAction = "RULE_ACTION";
        public const string CustomResponseBody = "CUSTOM_RESPONSE_BODY";
        public const string EntityLimit = "ENTITY_LIMIT";
        public const string OverrideAction = "OVERRIDE_ACTION";
        public const string Scope = "SCOPE_VALUE";
        public const string ResourceArn = "RESOURCE_ARN";
        public const string Tags = "TAGS";
        public const string JsonMatchPattern = "JSON_MATCH_PATTERN";
        public const string HeaderMatchPattern = "HEADER_MATCH_PATTERN";
        public const string CookieMatchPattern = "COOKIE_MATCH_PATTERN";
        public const string ChallengeConfig = "CHALLENGE_CONFIG";
        public const string TokenDomain = "TOKEN_DOMAIN";
        public const string AssociatedResourceType = "ASSOCIATED_RESOURCE_TYPE";
        public const string DataProtection = "DATA_PROTECTION_CONFIG";
        public const string LowReputationMode = "LOW_REPUTATION_MODE";
    }
}
