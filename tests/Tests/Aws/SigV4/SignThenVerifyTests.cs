using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>Whatever is signed verifies, and nothing else does.</summary>
public class SignThenVerifyTests
{
    const string Key = "ASIAEXAMPLE";
    static readonly DateTimeOffset Now = Signing.Time("20261120T120000Z");

    static readonly Gen<string> Text = Gen.Elements(
        "a", "B", "7", "-", "_", ".", "~", "/", "//", "..", "/./", "%20", "%2F", "%2f", "%25", "%C3%BC", "%ff", "+", "*", "(", "'", "!", ":", "@", ",", ";", "=", "$", "ü")
        .ArrayOf().Select(string.Concat);

    static readonly Gen<string> Query = Gen.Elements("a", "A", "b=", "=c", "a=1", "a=2", "%61=0", "x+y=%2B", "k%3Dv", "x-amz-acl=private", "a%20b=c%26d", "", "Action=ListUsers", "é=1")
        .ArrayOf().Select(parts => string.Join('&', parts));

    static readonly Gen<string> Value = Gen.Elements("v", "  ", "\t", "two  words", "ü", ",", "\"a   b\"", "", "=", ";").ArrayOf().Select(string.Concat);

    static readonly Gen<WireRequest> Requests =
        from method in Gen.Elements("GET", "PUT", "POST", "DELETE", "HEAD")
        from path in Text
        from query in Query
        from first in Value
        from second in Value
        from body in Text
        select new WireRequest(method, $"/{path}{(query.Length > 0 ? "?" + query : "")}",
            [new("Host", "localhost:4566"), new("X-Amz-Meta-A", first), new("My-Header", second), new("my-header", first)], Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData(SignatureFlavour.S3)]
    [InlineData(SignatureFlavour.Json)]
    public void By_header(SignatureFlavour flavour) => Prop.ForAll(Requests.ToArbitrary(), request =>
        Holds(SignHeaders(request, new SigningService(flavour, "any")), new SigningService(flavour, "any"))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(SignatureFlavour.S3)]
    [InlineData(SignatureFlavour.Json)]
    public void By_query(SignatureFlavour flavour) => Prop.ForAll(Requests.ToArbitrary(), request =>
        Holds(Presign(request with { Body = [] }, new SigningService(flavour, "any")), new SigningService(flavour, "any")))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Arbitrary_authorization_is_refused_and_nothing_else_happens()
    {
        var piece = Gen.Elements("AWS4-HMAC-SHA256", " ", ",", "Credential=", "SignedHeaders=", "Signature=", "host;x-amz-date", new string('0', 64), "=",
            "AKID/20261120/us-east-1/iam/aws4_request", "/", "\u00e9", "Bearer");
        Prop.ForAll(piece.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var request = new WireRequest("GET", "/", [new("Host", "h"), new("X-Amz-Date", "20261120T120000Z"), new("Authorization", "AWS4-HMAC-SHA256 " + text)], []);
            try { return RequestSignature.Read(request.ToSigned(), Signing.Iam) is not null; }
            catch (AwsError error) { return error.Status is 400 or 403; }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Arbitrary_query_is_refused_or_anonymous_and_nothing_else_happens()
    {
        var piece = Gen.Elements("X-Amz-Algorithm=", "AWS4-HMAC-SHA256", "&", "X-Amz-Credential=", "AKID%2F20261120%2Fus-east-1%2Fiam%2Faws4_request", "X-Amz-Signature=",
            new string('0', 64), "X-Amz-Date=20261120T120000Z", "X-Amz-SignedHeaders=host", "X-Amz-Expires=60", "%", "X%2DAmz-Signature", "=", "+", "\u00e9");
        Prop.ForAll(piece.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            try { _ = RequestSignature.Read(new WireRequest("GET", "/?" + text, [new("Host", "h")], []).ToSigned(), Signing.Iam); }
            catch (AwsError error) { return error.Status is 400 or 403; }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    static bool Holds(WireRequest request, SigningService service)
    {
        var verifier = Signing.Verifier(Now, Signing.Temporary(Key, Signing.SuiteSecret));
        if (Refusal(verifier, request, service) is { } refusal) throw new InvalidOperationException($"{request.Method} {request.Target}: {refusal.Message}");
        var query = request.Target.Contains('?') ? "&" : "?";
        return Refusal(verifier, request with { Target = request.Target + query + "z" }, service) is not null
            && Refusal(verifier, request.With("X-Amz-Meta-A", value => value + "z"), service) is not null
            && Refusal(verifier, request with { Method = "PATCH" }, service) is not null;
    }

    static AwsError? Refusal(SignatureVerifier verifier, WireRequest request, SigningService service)
    {
        Task verification = service.Flavour == SignatureFlavour.S3 ? verifier.VerifyS3(request, service) : verifier.Verify(request, service);
        Assert.True(verification.IsCompleted, "credentials and body are in memory");
        return verification.Exception?.InnerException as AwsError;
    }

    static WireRequest SignHeaders(WireRequest request, SigningService service)
    {
        var signed = request.ToSigned();
        Signer(service).Sign(signed, request.BodySha256, Now);
        var added = signed.Headers.Where(h => request.Header(h.Key) is null).Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()));
        return request with { Headers = [.. request.Headers, .. added] };
    }

    static WireRequest Presign(WireRequest request, SigningService service) =>
        request with { Target = Signer(service).Presign(request.ToSigned(), TimeSpan.FromMinutes(5), Now) };

    static Signer Signer(SigningService service) =>
        new(Key, Encoding.UTF8.GetBytes(Signing.SuiteSecret), "a session/token+==", Region.Parse("eu-central-1"), service);
}
