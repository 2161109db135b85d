using System.Text;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>A clock that stands still.</summary>
sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>A handful of credentials.</summary>
sealed class Keyring(params Credential[] credentials) : ICredentials
{
    public ValueTask<Credential?> Find(string accessKeyId, string? sessionToken, CancellationToken ct) =>
        ValueTask.FromResult(credentials.FirstOrDefault(c => c.AccessKeyId == accessKeyId));
}

/// <summary>What every signing test starts from.</summary>
static class Signing
{
    public const string SuiteSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string DocumentedSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public static readonly SigningService Iam = new(SignatureFlavour.Query, "iam");
    public static readonly SigningService Kms = new(SignatureFlavour.Json, "kms");
    public static readonly SigningService S3 = new(SignatureFlavour.S3, "s3");

    static readonly Principal Root = Principal.Root(AccountId.Parse("111122223333"));

    public static Credential LongTerm(string accessKeyId, string secret) => new(accessKeyId, Encoding.UTF8.GetBytes(secret), Root);

    public static Credential Temporary(string accessKeyId, string secret, DateTimeOffset? expires = null) =>
        new(accessKeyId, Encoding.UTF8.GetBytes(secret), Root) { Session = new Dictionary<string, string>(), Expires = expires };

    public static SignatureVerifier Verifier(DateTimeOffset now, params Credential[] credentials) => new(new Keyring(credentials), new StoppedClock(now));

    public static DateTimeOffset Time(string basic) => AmzTime.TryParse(basic, out var time) ? time : throw new FormatException(basic);

    /// <summary>Reads and verifies a request whose body is at hand; throws what a caller would be answered.</summary>
    public static async Task<VerifiedRequest> Verify(this SignatureVerifier verifier, WireRequest request, SigningService service)
    {
        var signed = request.ToSigned();
        var signature = RequestSignature.Read(signed, service) ?? throw service.Errors.Missing();
        return await verifier.Verify(signed, signature, service, request.BodySha256, CancellationToken.None);
    }

    /// <summary>Reads and verifies an S3 request, then its body, and returns the body's content.</summary>
    public static async Task<(byte[] Content, IReadOnlyDictionary<string, string> Trailers)> VerifyS3(
        this SignatureVerifier verifier, WireRequest request, SigningService? service = null)
    {
        var signed = request.ToSigned();
        service ??= S3;
        var signature = RequestSignature.Read(signed, service) ?? throw service.Errors.Missing();
        var verified = await verifier.VerifyBeforeBody(signed, signature, service, CancellationToken.None);
        await using var body = verified.Open(new MemoryStream(request.Body));
        using var content = new MemoryStream();
        await body.CopyToAsync(content);
        return (content.ToArray(), body.Trailers);
    }

    public static async Task<AwsError> Refused(Func<Task> verification) => await Assert.ThrowsAsync<AwsError>(verification);
}
