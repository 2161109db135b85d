using System.Text;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>What is refused besides a wrong signature, and in which words.</summary>
public class SignatureRulesTests
{
    const string Key = "AKIDEXAMPLE";
    static readonly DateTimeOffset Now = Signing.Time("20261120T120000Z");
    static readonly SigningService RestJson = new(SignatureFlavour.RestJson, "guardduty");

    public static TheoryData<string, string, int, string> Mismatches => new()
    {
        { "iam", "SignatureDoesNotMatch", 403, "Check your AWS Secret Access Key and signing method. Consult the service documentation for details." },
        { "kms", "InvalidSignatureException", 400, "Check your AWS Secret Access Key and signing method. Consult the service documentation for details." },
        { "guardduty", "InvalidSignatureException", 403, "Check your AWS Secret Access Key and signing method. Consult the service documentation for details." },
        { "s3", "SignatureDoesNotMatch", 403, "Check your key and signing method." },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task Wrong_secret_is_answered_as_the_service_would(string service, string code, int status, string ending)
    {
        var request = Sign(Service(service), secret: "another");

        var error = await Signing.Refused(() => Verifier().Verify(request, Service(service)));

        Assert.Equal((code, status), (error.Code, error.Status));
        Assert.Equal("The request signature we calculated does not match the signature you provided. " + ending, error.Message);
    }

    [Theory]
    [InlineData("iam", "InvalidClientTokenId", 403)]
    [InlineData("kms", "UnrecognizedClientException", 400)]
    [InlineData("guardduty", "UnrecognizedClientException", 403)]
    [InlineData("s3", "InvalidAccessKeyId", 403)]
    public async Task Unknown_key_is_answered_as_the_service_would(string service, string code, int status)
    {
        var request = Sign(Service(service), accessKeyId: "AKIDNOBODY");

        var error = await Signing.Refused(() => Verifier().Verify(request, Service(service)));

        Assert.Equal((code, status), (error.Code, error.Status));
    }

    [Theory]
    [InlineData("iam", "MissingAuthenticationToken", 403)]
    [InlineData("kms", "MissingAuthenticationTokenException", 400)]
    [InlineData("guardduty", "MissingAuthenticationTokenException", 403)]
    [InlineData("s3", "AccessDenied", 403)]
    public void Anonymous_request_is_no_error_until_the_caller_says_so(string service, string code, int status)
    {
        var request = new SignedRequest("GET", "/", new HeaderDictionary { ["Host"] = "localhost" });

        var signature = RequestSignature.Read(request, Service(service));
        var error = Service(service).Errors.Missing();

        Assert.Null(signature);
        Assert.Equal((code, status), (error.Code, error.Status));
    }

    [Theory]
    [InlineData("s3", "InvalidRequest")]
    [InlineData("iam", "IncompleteSignature")]
    public void Version_2_query_is_not_taken_for_an_anonymous_request(string service, string code)
    {
        var request = new SignedRequest("GET", "/b/k?AWSAccessKeyId=AKID&Expires=1&Signature=x", new HeaderDictionary { ["Host"] = "localhost" });

        var error = Assert.Throws<AwsError>(() => RequestSignature.Read(request, Service(service)));

        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData(-900, true)]
    [InlineData(900, true)]
    [InlineData(-901, false)]
    [InlineData(901, false)]
    public async Task Clock_may_be_fifteen_minutes_off(int seconds, bool accepted)
    {
        var request = Sign(Signing.Iam, time: Now.AddSeconds(seconds));

        var error = await Record.ExceptionAsync(() => Verifier().Verify(request, Signing.Iam));

        Assert.Equal(accepted, error is null);
    }

    [Fact]
    public async Task Skew_is_worded_as_clients_expect_it()
    {
        var late = await Signing.Refused(() => Verifier().Verify(Sign(Signing.Iam, time: Now.AddMinutes(-20)), Signing.Iam));
        var early = await Signing.Refused(() => Verifier().Verify(Sign(Signing.Kms, time: Now.AddMinutes(20)), Signing.Kms));
        var s3 = await Signing.Refused(() => Verifier().Verify(Sign(Signing.S3, time: Now.AddMinutes(20)), Signing.S3));

        Assert.Equal("Signature expired: 20261120T114000Z is now earlier than 20261120T114500Z (20261120T120000Z - 15 min.)", late.Message);
        Assert.Equal("SignatureDoesNotMatch", late.Code);
        Assert.Equal("Signature not yet current: 20261120T122000Z is still later than 20261120T121500Z (20261120T120000Z + 15 min.)", early.Message);
        Assert.Equal("InvalidSignatureException", early.Code);
        Assert.Equal("RequestTimeTooSkewed", s3.Code);
        Assert.Equal("2026-11-20T12:00:00Z", s3.Members!["ServerTime"]);
        Assert.Equal("900000", s3.Members["MaxAllowedSkewMilliseconds"]);
    }

    [Theory]
    [InlineData(0, 60, true)]
    [InlineData(60, 60, true)]
    [InlineData(61, 60, false)]
    [InlineData(604_800, 604_800, true)]
    [InlineData(604_801, 604_800, false)]
    [InlineData(-900, 60, true)]
    [InlineData(-901, 60, false)]
    public async Task Presigned_request_lives_as_long_as_it_says(int age, int lifetime, bool accepted)
    {
        var request = Presign(Signing.S3, TimeSpan.FromSeconds(lifetime), Now.AddSeconds(-age));

        var error = await Record.ExceptionAsync(() => Verifier().VerifyS3(request));

        Assert.Equal(accepted, error is null);
        if (!accepted) Assert.Equal("AccessDenied", ((AwsError)error!).Code);
    }

    [Theory]
    [InlineData("604801", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds")]
    [InlineData("99999999999999999999", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds")]
    [InlineData("-1", "X-Amz-Expires must be non-negative")]
    [InlineData("1h", "X-Amz-Expires should be a number")]
    [InlineData("%31%30x", "X-Amz-Expires should be a number")]
    public async Task Lifetime_beyond_a_week_is_refused(string lifetime, string message)
    {
        var request = Presign(Signing.S3, TimeSpan.FromSeconds(60), Now);
        request = request with { Target = request.Target.Replace("Expires=60", "Expires=" + lifetime) };

        var error = await Signing.Refused(() => Verifier().VerifyS3(request));

        Assert.Equal(("AuthorizationQueryParametersError", message), (error.Code, error.Message));
    }

    [Fact]
    public async Task S3_needs_a_lifetime_and_others_default_to_the_clocks_tolerance()
    {
        var s3 = Presign(Signing.S3, TimeSpan.FromSeconds(60), Now);
        s3 = s3 with { Target = s3.Target.Replace("&X-Amz-Expires=60", "") };
        var withoutLifetime = new RequestSignature
        {
            Kind = SignatureKind.Presigned, AccessKeyId = Key, Scope = "20261120/us-east-1/iam/aws4_request", Region = "us-east-1", Service = "iam",
            SignedHeaders = "host", Signature = new byte[32], TimeText = "20261120T114459Z", Time = Signing.Time("20261120T114459Z"),
        };

        var missing = await Signing.Refused(() => Verifier().VerifyS3(s3));
        var expired = await Signing.Refused(async () => await Verifier().Verify(
            new SignedRequest("GET", "/", new HeaderDictionary { ["Host"] = "localhost" }), withoutLifetime, Signing.Iam, new byte[32], CancellationToken.None));

        Assert.Equal("AuthorizationQueryParametersError", missing.Code);
        Assert.StartsWith("Signature expired", expired.Message);
    }

    [Theory]
    [InlineData("iam", "/us-east-1/iam/", "/us-east-1/sts/", "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'iam'.")]
    [InlineData("kms", "/us-east-1/kms/", "/US_EAST/kms/", "InvalidSignatureException", "Credential should be scoped to a valid region.")]
    [InlineData("kms", "aws4_request", "aws5_request", "InvalidSignatureException", "Credential should be scoped with a valid terminator: 'aws4_request'.")]
    [InlineData("kms", "/20261120/", "/20261119/", "InvalidSignatureException", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261119' != '20261120', from '20261120T120000Z'.")]
    [InlineData("kms", "/20261120/", "/2026112/", "IncompleteSignatureException", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")]
    [InlineData("kms", "/kms/", "/kms/x/", "IncompleteSignatureException", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")]
    [InlineData("kms", "Signature=", "Sig=", "IncompleteSignatureException", "'Authorization' must be given once and be well-formed.")]
    [InlineData("kms", ", Signature=", ", ", "IncompleteSignatureException", "not a valid key=value pair (missing equal-sign) in Authorization header.")]
    [InlineData("kms", "SignedHeaders=host;x-amz-date, ", "", "IncompleteSignatureException", "Authorization header requires 'SignedHeaders' parameter.")]
    [InlineData("kms", "SignedHeaders=host;", "SignedHeaders=", "InvalidSignatureException", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")]
    [InlineData("kms", "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", "IncompleteSignatureException", "Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 for now).")]
    [InlineData("kms", "AWS4-HMAC-SHA256", "Basic", "MissingAuthenticationTokenException", "Request is missing Authentication Token")]
    [InlineData("s3", "/us-east-1/s3/", "/us-east-1/sts/", "AuthorizationHeaderMalformed", "The authorization header is malformed; incorrect service. This endpoint belongs to \"s3\".")]
    [InlineData("s3", "/20261120/", "/20261119/", "AuthorizationHeaderMalformed", "Invalid credential date \"20261119\". This date is not the same as X-Amz-Date: \"20261120\".")]
    [InlineData("s3", "/us-east-1/s3/", "/s3/", "AuthorizationHeaderMalformed", "The authorization header is malformed; the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".")]
    [InlineData("s3", "AWS4-HMAC-SHA256", "Bearer", "InvalidArgument", "Unsupported Authorization Type")]
    [InlineData("s3", "AWS4-HMAC-SHA256", "AWS", "InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")]
    public async Task Malformed_authorization_is_named(string service, string from, string to, string code, string message)
    {
        var request = Sign(Service(service)).With("authorization", value => value.Contains(from) ? value.Replace(from, to) : throw new FormatException(value));

        var error = await Signing.Refused(() => Verifier().Verify(request, Service(service)));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Amz-Date")]
    [InlineData("Host")]
    [InlineData("X-Amz-Content-Sha256")]
    public async Task Parts_of_a_signature_cannot_be_given_twice(string name)
    {
        var request = Sign(Signing.S3);

        var error = await Signing.Refused(() => Verifier().Verify(request.Adding(name, request.Header(name)!), Signing.S3));

        Assert.InRange(error.Status, 400, 403);
    }

    [Fact]
    public async Task Header_and_query_together_are_refused()
    {
        var request = Presign(Signing.S3, TimeSpan.FromSeconds(60), Now).Adding("Authorization", Sign(Signing.S3).Header("authorization")!);

        var error = await Signing.Refused(() => Verifier().VerifyS3(request));

        Assert.Equal("InvalidArgument", error.Code);
        Assert.StartsWith("Only one auth mechanism allowed", error.Message);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Added_amz_header_is_refused(string variant)
    {
        var request = variant == "header" ? Sign(Signing.S3) : Presign(Signing.S3, TimeSpan.FromSeconds(60), Now);

        var error = await Signing.Refused(() => Verifier().VerifyS3(request.Adding("X-Amz-Copy-Source", "/other/key")));

        Assert.Equal(("AccessDenied", "x-amz-copy-source"), (error.Code, error.Members!["HeadersNotSigned"]));
    }

    [Theory]
    [InlineData("User-Agent", "another")]
    [InlineData("X-Amzn-Trace-Id", "Root=1")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public async Task Headers_that_proxies_add_change_nothing(string name, string value)
    {
        var request = Sign(Signing.Kms).Adding(name, value);

        var verified = await Verifier().Verify(request, Signing.Kms);

        Assert.Equal("us-east-1", verified.Region.ToString());
    }

    [Theory]
    [InlineData("Fri, 20 Nov 2026 12:00:00 GMT", true)]
    [InlineData("20261120T120000Z", true)]
    [InlineData("2026-11-20T12:00:00Z", false)]
    [InlineData("", false)]
    public async Task Date_header_stands_in_for_the_amz_one(string date, bool accepted)
    {
        var request = new WireRequest("GET", "/", [new("Host", "localhost"), new("Date", date)], []);
        request = SignNames(request, "date;host", "20261120T120000Z");

        var error = await Record.ExceptionAsync(() => Verifier().Verify(request, Signing.Iam));

        Assert.Equal(accepted, error is null);
    }

    [Theory]
    [InlineData("x-amz-date;host")]
    [InlineData("host;host;x-amz-date")]
    [InlineData("Host;x-amz-date")]
    [InlineData("host;;x-amz-date")]
    [InlineData("host;x-amz-date;")]
    [InlineData("host;x-amz-date;x-amz-missing")]
    public async Task Signed_headers_have_one_form_and_are_all_there(string names)
    {
        var request = new WireRequest("GET", "/", [new("Host", "localhost"), new("X-Amz-Date", "20261120T120000Z")], []);
        request = Sign(Signing.Iam, request).With("authorization", value => value.Replace("host;x-amz-date", names));

        var error = await Signing.Refused(() => Verifier().Verify(request, Signing.Iam));

        Assert.Equal("SignatureDoesNotMatch", error.Code);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("example.com:443")]
    [InlineData("ftp:/x")]
    [InlineData("")]
    [InlineData("/?a=%")]
    [InlineData("/?a=%4")]
    [InlineData("/?%zz=1")]
    public async Task Target_that_cannot_be_read_is_refused(string target)
    {
        var request = Sign(Signing.Iam) with { Target = target };

        var error = await Signing.Refused(() => Verifier().Verify(request, Signing.Iam));

        Assert.Equal("MalformedQueryString", error.Code);
    }

    [Fact]
    public async Task Oversized_parts_are_refused()
    {
        var longTarget = Sign(Signing.Iam) with { Target = "/?" + new string('a', SignedRequest.MaxTarget) };
        var manyParameters = Sign(Signing.Iam) with { Target = "/?" + string.Concat(Enumerable.Repeat("a&", CanonicalRequest.MaxParameters + 1)) };
        var longAuthorization = Sign(Signing.Iam).With("authorization", value => value + new string(' ', 5000));
        var longKey = Sign(Signing.Iam).With("authorization", value => value.Replace(Key, new string('A', 200)));
        var longToken = Sign(Signing.Iam, sessionToken: new string('t', 20_000));

        foreach (var request in new[] { longTarget, manyParameters, longAuthorization, longKey, longToken })
        {
            var error = await Signing.Refused(() => Verifier().Verify(request, Signing.Iam));
            Assert.True(error.Code is "MalformedQueryString" or "IncompleteSignature", error.Code);
        }
    }

    [Fact]
    public async Task Absolute_target_is_the_same_request()
    {
        var request = Sign(Signing.Iam, new WireRequest("GET", "/a?b=c", [new("Host", "localhost")], []));

        var verified = await Verifier().Verify(request with { Target = "http://localhost/a?b=c" }, Signing.Iam);

        Assert.Equal(Key, verified.Credential.AccessKeyId);
    }

    [Fact]
    public async Task Long_term_key_with_a_session_token_is_refused()
    {
        var request = Sign(Signing.Iam, sessionToken: "token");

        var error = await Signing.Refused(() => Verifier().Verify(request, Signing.Iam));

        Assert.Equal("InvalidClientTokenId", error.Code);
    }

    [Fact]
    public async Task Temporary_key_without_its_session_token_is_refused()
    {
        var verifier = Signing.Verifier(Now, Signing.Temporary(Key, Signing.SuiteSecret));

        var error = await Signing.Refused(() => verifier.Verify(Sign(Signing.S3), Signing.S3));

        Assert.Equal("InvalidToken", error.Code);
    }

    [Theory]
    [InlineData("iam", "ExpiredToken", 403)]
    [InlineData("kms", "ExpiredTokenException", 400)]
    [InlineData("s3", "ExpiredToken", 400)]
    public async Task Expired_session_is_told_so_that_clients_renew_it(string service, string code, int status)
    {
        var verifier = Signing.Verifier(Now, Signing.Temporary(Key, Signing.SuiteSecret, expires: Now));

        var error = await Signing.Refused(() => verifier.Verify(Sign(Service(service), sessionToken: "token"), Service(service)));

        Assert.Equal((code, status), (error.Code, error.Status));
    }

    [Fact]
    public async Task Signing_key_is_kept_for_the_day_and_replaced_for_another_scope()
    {
        var credential = Signing.LongTerm(Key, Signing.SuiteSecret);
        var verifier = Signing.Verifier(Now, credential);

        await Signing.Refused(() => verifier.Verify(Sign(Signing.Iam, secret: "another"), Signing.Iam));
        var afterFailure = credential.SigningKey;
        await verifier.Verify(Sign(Signing.Iam), Signing.Iam);
        var first = credential.SigningKey;
        await verifier.Verify(Sign(Signing.Iam), Signing.Iam);
        var second = credential.SigningKey;
        await verifier.Verify(Sign(Signing.Kms), Signing.Kms);

        Assert.Null(afterFailure);
        Assert.Same(first, second);
        Assert.NotSame(second, credential.SigningKey);
    }

    [Fact]
    public async Task Declared_hash_must_be_the_bodys()
    {
        var body = Encoding.UTF8.GetBytes("{}");
        var request = Sign(Signing.Kms, new WireRequest("POST", "/", [new("Host", "localhost"), new("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")], body));
        var s3 = Sign(Signing.S3, new WireRequest("PUT", "/b/k", [new("Host", "localhost")], body));

        var unsigned = await Signing.Refused(() => Verifier().Verify(request, Signing.Kms));
        var changed = await Signing.Refused(() => Verifier().VerifyS3(s3 with { Body = Encoding.UTF8.GetBytes("[]") }));

        Assert.Equal("InvalidSignatureException", unsigned.Code);
        Assert.Equal("XAmzContentSHA256Mismatch", changed.Code);
        Assert.Equal("{}", Encoding.UTF8.GetString((await Verifier().VerifyS3(s3)).Content));
    }

    [Theory]
    [InlineData(null, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256")]
    [InlineData("abc", "InvalidArgument", null)]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "InvalidArgument", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "MissingContentLength", null)]
    public async Task S3_payload_declaration_is_required(string? declared, string code, string? message)
    {
        var request = Sign(Signing.S3).Without("X-Amz-Content-Sha256");
        if (declared is not null) request = request.Adding("X-Amz-Content-Sha256", declared);

        var error = await Signing.Refused(() => Verifier().VerifyS3(request));

        Assert.Equal(code, error.Code);
        if (message is not null) Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Unsigned_payload_is_for_S3_only()
    {
        var request = new WireRequest("PUT", "/b/k", [new("Host", "localhost")], Encoding.UTF8.GetBytes("anything"));
        var signed = request.ToSigned();
        new Signer(Key, Encoding.UTF8.GetBytes(Signing.SuiteSecret), null, Region.Parse("us-east-1"), Signing.S3).SignWithoutBody(signed, Now);
        request = From(request, signed);

        var (content, _) = await Verifier().VerifyS3(request);

        Assert.Equal("anything", Encoding.UTF8.GetString(content));
    }

    [Fact]
    public async Task Presigned_upload_may_promise_a_hash_without_signing_it_but_not_a_stream()
    {
        var request = Presign(Signing.S3, TimeSpan.FromSeconds(60), Now) with { Body = Encoding.UTF8.GetBytes("abc") };
        var promised = request.Adding("X-Amz-Content-Sha256", Convert.ToHexStringLower(request.BodySha256));

        var (content, _) = await Verifier().VerifyS3(promised);
        var broken = await Signing.Refused(() => Verifier().VerifyS3(promised with { Body = Encoding.UTF8.GetBytes("abd") }));
        var stream = await Signing.Refused(() => Verifier().VerifyS3(request
            .Adding("X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER").Adding("X-Amz-Decoded-Content-Length", "3")));

        Assert.Equal("abc", Encoding.UTF8.GetString(content));
        Assert.Equal("XAmzContentSHA256Mismatch", broken.Code);
        Assert.Equal("AccessDenied", stream.Code);
    }

    [Fact]
    public void Secrets_have_no_text_form()
    {
        var signer = new Signer(Key, Encoding.UTF8.GetBytes(Signing.SuiteSecret), null, Region.Parse("us-east-1"), Signing.S3);
        var key = SigningKey.Derive(Encoding.UTF8.GetBytes(Signing.SuiteSecret), "20261120/us-east-1/s3/aws4_request");

        Assert.Equal("Redoubt.Aws.SigV4.Signer Redoubt.Aws.SigV4.SigningKey", $"{signer} {key}");
    }

    static SigningService Service(string name) => name switch { "iam" => Signing.Iam, "kms" => Signing.Kms, "s3" => Signing.S3, _ => RestJson };

    static SignatureVerifier Verifier() => Signing.Verifier(Now, Signing.LongTerm(Key, Signing.SuiteSecret));

    static WireRequest Sign(SigningService service, WireRequest? request = null, DateTimeOffset? time = null, string secret = Signing.SuiteSecret,
        string accessKeyId = Key, string? sessionToken = null)
    {
        request ??= new WireRequest("GET", "/", [new("Host", "localhost")], []);
        var signed = request.ToSigned();
        new Signer(accessKeyId, Encoding.UTF8.GetBytes(secret), sessionToken, Region.Parse("us-east-1"), service).Sign(signed, request.BodySha256, time ?? Now);
        return From(request, signed);
    }

    static WireRequest Presign(SigningService service, TimeSpan lifetime, DateTimeOffset time)
    {
        var request = new WireRequest("PUT", "/b/k?x-id=PutObject", [new("Host", "localhost")], []);
        var signer = new Signer(Key, Encoding.UTF8.GetBytes(Signing.SuiteSecret), null, Region.Parse("us-east-1"), service);
        return request with { Target = signer.Presign(request.ToSigned(), lifetime, time) };
    }

    static WireRequest SignNames(WireRequest request, string names, string time)
    {
        const string Scope = "20261120/us-east-1/iam/aws4_request";
        Span<byte> hash = stackalloc byte[32];
        Span<byte> signature = stackalloc byte[32];
        CanonicalRequest.Hash(request.ToSigned(), names, Convert.ToHexStringLower(request.BodySha256), Signing.Iam, hash);
        SigningKey.Derive(Encoding.UTF8.GetBytes(Signing.SuiteSecret), Scope).SignRequest(time, hash, signature);
        return request.Adding("Authorization",
            $"AWS4-HMAC-SHA256 Credential={Key}/{Scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}");
    }

    static WireRequest From(WireRequest request, SignedRequest signed) =>
        request with { Headers = [.. signed.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))] };
}
