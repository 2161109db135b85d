namespace Redoubt.Aws.SigV4;

/// <summary>Every refusal of a signature, in the codes, statuses and words that AWS uses for the service's kind.</summary>
sealed class SignatureErrors(SignatureFlavour flavour, string service)
{
    const string InvalidToken = "The security token included in the request is invalid.";
    const string Mismatched = "The request signature we calculated does not match the signature you provided. Check your ";

    /// <summary>S3 takes no presigned request without a lifetime.</summary>
    public bool RequiresExpiry => IsS3;

    bool IsS3 => flavour == SignatureFlavour.S3;

    /// <summary>A call that needs a signature has none.</summary>
    public AwsError Missing() => IsS3
        ? new AwsError("AccessDenied", 403, "Access Denied")
        : Coral("MissingAuthenticationToken", 403, "Request is missing Authentication Token");

    /// <summary>The Authorization header is of a scheme that signs nothing.</summary>
    public AwsError UnsupportedScheme() => IsS3
        ? new AwsError("InvalidArgument", 400, "Unsupported Authorization Type") { Members = Members(("ArgumentName", "Authorization")) }
        : Missing();

    /// <summary>Signed by an algorithm other than AWS4-HMAC-SHA256.</summary>
    public AwsError UnsupportedAlgorithm(SignatureKind kind) => (IsS3, kind) switch
    {
        (true, SignatureKind.Presigned) => S3Malformed(kind, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\""),
        (true, _) => new AwsError("InvalidRequest", 400, "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."),
        _ => Coral("IncompleteSignature", 400, "Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now)."),
    };

    /// <summary>Signed twice: by header and by query.</summary>
    public AwsError TwoSignatures() => IsS3
        ? new AwsError("InvalidArgument", 400,
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified")
        { Members = Members(("ArgumentName", "Authorization")) }
        : Coral("SignatureDoesNotMatch", 403, "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");

    /// <summary>A part of the signature is given more than once, or is too long to be one.</summary>
    public AwsError Unreadable(SignatureKind kind, string part) => IsS3
        ? S3Malformed(kind, kind == SignatureKind.Header ? $"The authorization header is malformed; invalid {part}." : $"Error parsing the {part} parameter.")
        : Coral("IncompleteSignature", 400, $"'{part}' must be given once and be well-formed.");

    /// <summary>The Authorization header lacks one of its parts.</summary>
    public AwsError MissingComponent(string part) => IsS3
        ? S3Malformed(SignatureKind.Header,
            "The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.")
        : Coral("IncompleteSignature", 400, $"Authorization header requires '{part}' parameter.");

    /// <summary>The Authorization header has something in it that is not a part.</summary>
    public AwsError NotAPair() => IsS3
        ? MissingComponent("Credential")
        : Coral("IncompleteSignature", 400, "not a valid key=value pair (missing equal-sign) in Authorization header.");

    /// <summary>A presigned request lacks a parameter.</summary>
    public AwsError MissingParameter(string parameter) => IsS3
        ? S3Malformed(SignatureKind.Presigned,
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")
        : Coral("IncompleteSignature", 400, $"AWS query-string parameters must include '{parameter}'. Re-examine the query-string parameters.");

    /// <summary>The credential is not <c>key/date/region/service/aws4_request</c>.</summary>
    public AwsError MalformedCredential(SignatureKind kind) => IsS3
        ? S3Credential(kind, "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".")
        : Coral("IncompleteSignature", 400, "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.");

    public AwsError WrongTerminator(SignatureKind kind) => IsS3
        ? S3Credential(kind, "incorrect terminal. This endpoint uses \"aws4_request\".")
        : Coral("SignatureDoesNotMatch", 403, "Credential should be scoped with a valid terminator: 'aws4_request'.");

    public AwsError WrongService(SignatureKind kind) => IsS3
        ? S3Credential(kind, $"incorrect service. This endpoint belongs to \"{service}\".")
        : Coral("SignatureDoesNotMatch", 403, $"Credential should be scoped to correct service: '{service}'.");

    public AwsError WrongRegion(SignatureKind kind) => IsS3
        ? S3Credential(kind, "the region is wrong.")
        : Coral("SignatureDoesNotMatch", 403, "Credential should be scoped to a valid region.");

    /// <summary>The scope's day is not the day of the request's time; both have been checked to be dates or short text.</summary>
    public AwsError WrongDate(SignatureKind kind, string scopeDate, string time) => IsS3
        ? S3Malformed(kind, $"Invalid credential date \"{scopeDate}\". This date is not the same as X-Amz-Date: \"{time[..8]}\".")
        : Coral("SignatureDoesNotMatch", 403,
            $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scopeDate}' != '{time[..8]}', from '{time}'.");

    public AwsError MissingDate() => IsS3
        ? new AwsError("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header")
        : Coral("IncompleteSignature", 400, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

    public AwsError MalformedDate(SignatureKind kind) => (IsS3, kind) switch
    {
        (true, SignatureKind.Presigned) => S3Malformed(kind, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""),
        (true, _) => MissingDate(),
        _ => Coral("IncompleteSignature", 400, "Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601"),
    };

    /// <summary>X-Amz-Expires is not a number of seconds between 0 and a week.</summary>
    public AwsError MalformedExpiry(string text) => S3Malformed(SignatureKind.Presigned, text switch
    {
        _ when text.StartsWith('-') => "X-Amz-Expires must be non-negative",
        _ when text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') =>
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
        _ => "X-Amz-Expires should be a number",
    });

    /// <summary>A header request was signed too long before or after now.</summary>
    public AwsError Skewed(RequestSignature signature, DateTimeOffset now, TimeSpan allowed)
    {
        if (IsS3)
            return new AwsError("RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large.")
            {
                Members = Members(
                    ("RequestTime", signature.TimeText), ("ServerTime", AmzTime.FormatExtended(now)),
                    ("MaxAllowedSkewMilliseconds", $"{(long)allowed.TotalMilliseconds}")),
            };
        return signature.Time < now ? SignatureExpired(signature, now, allowed) : NotYetCurrent(signature, now, allowed);
    }

    /// <summary>A presigned request is past its time.</summary>
    public AwsError Expired(RequestSignature signature, DateTimeOffset now, TimeSpan lifetime) => IsS3
        ? new AwsError("AccessDenied", 403, "Request has expired")
        {
            Members = Members(
                ("X-Amz-Expires", $"{(long)lifetime.TotalSeconds}"), ("Expires", AmzTime.FormatExtended(signature.Time + lifetime)),
                ("ServerTime", AmzTime.FormatExtended(now))),
        }
        : SignatureExpired(signature, now, lifetime);

    /// <summary>A presigned request was signed for later.</summary>
    public AwsError NotYetValid(RequestSignature signature, DateTimeOffset now, TimeSpan allowed) => IsS3
        ? new AwsError("AccessDenied", 403, "Request is not yet valid") { Members = Members(("ServerTime", AmzTime.FormatExtended(now))) }
        : NotYetCurrent(signature, now, allowed);

    /// <summary>A header that must be signed is not; <paramref name="name"/> is <c>Host</c> or a header beginning with x-amz-.</summary>
    public AwsError NotSigned(string name)
    {
        if (IsS3)
            return new AwsError("AccessDenied", 403, "There were headers present in the request which were not signed")
            {
                Members = Members(("HeadersNotSigned", name.ToLowerInvariant())),
            };
        var subject = name == "Host" ? "'Host' or ':authority'" : $"'{name.ToLowerInvariant()}'";
        return Coral("SignatureDoesNotMatch", 403, $"{subject} must be a 'SignedHeader' in the AWS Authorization.");
    }

    public AwsError MalformedTarget() => IsS3
        ? new AwsError("InvalidURI", 400, "Couldn't parse the specified URI.")
        : Coral("MalformedQueryString", 400, "Illegal hex character in escape % pattern.");

    /// <summary>No such access key, or one that is switched off.</summary>
    public AwsError UnknownKey(string accessKeyId) => flavour switch
    {
        SignatureFlavour.S3 => new AwsError("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.")
        {
            Members = Members(("AWSAccessKeyId", accessKeyId)),
        },
        SignatureFlavour.Query => new AwsError("InvalidClientTokenId", 403, InvalidToken),
        _ => Coral("UnrecognizedClient", 403, InvalidToken),
    };

    /// <summary>A session token where none belongs, or none where one does.</summary>
    public AwsError WrongToken(string accessKeyId) => IsS3
        ? new AwsError("InvalidToken", 400, "The provided token is malformed or otherwise invalid.")
        : UnknownKey(accessKeyId);

    public AwsError ExpiredToken() => IsS3
        ? new AwsError("ExpiredToken", 400, "The provided token has expired.")
        : Coral("ExpiredToken", 403, "The security token included in the request is expired");

    public AwsError Mismatch() => IsS3
        ? new AwsError("SignatureDoesNotMatch", 403, $"{Mismatched}key and signing method.")
        : Coral("SignatureDoesNotMatch", 403, $"{Mismatched}AWS Secret Access Key and signing method. Consult the service documentation for details.");

    AwsError SignatureExpired(RequestSignature signature, DateTimeOffset now, TimeSpan lifetime) => Coral("SignatureDoesNotMatch", 403,
        $"Signature expired: {signature.TimeText} is now earlier than {AmzTime.Format(now - lifetime)} ({AmzTime.Format(now)} - {Span(lifetime)})");

    AwsError NotYetCurrent(RequestSignature signature, DateTimeOffset now, TimeSpan allowed) => Coral("SignatureDoesNotMatch", 403,
        $"Signature not yet current: {signature.TimeText} is still later than {AmzTime.Format(now + allowed)} ({AmzTime.Format(now)} + {Span(allowed)})");

    static string Span(TimeSpan span) => span.Seconds == 0 ? $"{(long)span.TotalMinutes} min." : $"{(long)span.TotalSeconds} sec.";

    AwsError S3Malformed(SignatureKind kind, string message) => IsS3
        ? new AwsError(kind == SignatureKind.Header ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError", 400, message)
        : Coral("IncompleteSignature", 400, message);

    AwsError S3Credential(SignatureKind kind, string message) => S3Malformed(kind,
        (kind == SignatureKind.Header ? "The authorization header is malformed; " : "Error parsing the X-Amz-Credential parameter; ") + message);

    // One vocabulary in two spellings: JSON services append Exception and call a wrong signature invalid, and JSON 1.x answers 400 throughout.
    AwsError Coral(string code, int status, string message) => flavour == SignatureFlavour.Query
        ? new AwsError(code, status, message)
        : new AwsError((code == "SignatureDoesNotMatch" ? "InvalidSignature" : code) + "Exception", flavour == SignatureFlavour.Json ? 400 : 403, message);

    static Dictionary<string, string> Members(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var all = new Dictionary<string, string>(members.Length);
        foreach (var (name, value) in members) all[name] = value;
        return all;
    }
}
