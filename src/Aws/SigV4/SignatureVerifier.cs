using System.Security.Cryptography;

namespace Redoubt.Aws.SigV4;

/// <summary>Decides whether a request was signed by who it says, for this service, and recently.</summary>
sealed class SignatureVerifier(ICredentials credentials, TimeProvider time)
{
    /// <summary>How far a client's clock may be off, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    // Verified against when the access key is unknown, so that the work is the same; no one has it.
    static readonly byte[] Nobody = RandomNumberGenerator.GetBytes(30);

    /// <summary>Verifies a request whose whole body was read.</summary>
    /// <param name="bodySha256">The SHA-256 of the body as received, 32 bytes.</param>
    /// <exception cref="AwsError">The signature does not hold, in the words of the service's flavour.</exception>
    public ValueTask<VerifiedRequest> Verify(
        SignedRequest request, RequestSignature signature, SigningService service, ReadOnlySpan<byte> bodySha256, CancellationToken ct) =>
        Verify(request, signature, service, DeclaredPayload.OfBody(request, signature, bodySha256, service.Errors), ct);

    /// <summary>
    /// Verifies an S3 request before its body is read; the body must then be read through <see cref="VerifiedRequest.Open"/>.
    /// </summary>
    /// <exception cref="AwsError">The signature does not hold, or the body's declaration is malformed.</exception>
    public ValueTask<VerifiedRequest> VerifyBeforeBody(SignedRequest request, RequestSignature signature, SigningService service, CancellationToken ct)
    {
        if (!service.IsS3) throw new ArgumentException("only S3 takes a body that was not read", nameof(service));
        return Verify(request, signature, service, DeclaredPayload.Read(request, signature, service.Errors), ct);
    }

    async ValueTask<VerifiedRequest> Verify(
        SignedRequest request, RequestSignature signature, SigningService service, DeclaredPayload payload, CancellationToken ct)
    {
        var errors = service.Errors;
        var now = time.GetUtcNow();
        RequireCurrent(signature, now, errors);
        SignedHeaderList.Require(request, signature.SignedHeaders, errors);

        var credential = await credentials.Find(signature.AccessKeyId, signature.SessionToken, ct);
        var key = KeyFor(credential, signature.Scope);
        var matches = Matches(request, signature, service, payload, key);
        if (credential is null) throw errors.UnknownKey(signature.AccessKeyId);
        if (!matches) throw errors.Mismatch();

        // A temporary credential is one only with its token, and a long-term one never has one.
        if (credential.Session is null != signature.SessionToken is null) throw errors.WrongToken(signature.AccessKeyId);
        if (credential.Expires <= now) throw errors.ExpiredToken();
        credential.SigningKey = key;
        return new VerifiedRequest(credential, Region.Parse(signature.Region), signature, payload, key, errors);
    }

    /// <summary>Requires a date that a signature may have now.</summary>
    /// <exception cref="AwsError">It is too old, or not yet valid.</exception>
    public void RequireCurrent(RequestSignature signature, SigningService service) => RequireCurrent(signature, time.GetUtcNow(), service.Errors);

    static void RequireCurrent(RequestSignature signature, DateTimeOffset now, SignatureErrors errors)
    {
        if (signature.Kind == SignatureKind.Header)
        {
            if ((now - signature.Time).Duration() > Tolerance) throw errors.Skewed(signature, now, Tolerance);
            return;
        }
        if (signature.Time - now > Tolerance) throw errors.NotYetValid(signature, now, Tolerance);
        var lifetime = signature.Lifetime ?? Tolerance;
        if (now - signature.Time > lifetime) throw errors.Expired(signature, now, lifetime);
    }

    static SigningKey KeyFor(Credential? credential, string scope)
    {
        if (credential is null) return SigningKey.Derive(Nobody, scope);
        return credential.SigningKey is SigningKey cached && cached.Scope == scope ? cached : SigningKey.Derive(credential.Secret, scope);
    }

    static bool Matches(in SignedRequest request, RequestSignature signature, SigningService service, DeclaredPayload payload, SigningKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        CanonicalRequest.Hash(request, signature.SignedHeaders, payload.Line, service, hash);
        key.SignRequest(signature.TimeText, hash, computed);
        return CryptographicOperations.FixedTimeEquals(computed, signature.Signature);
    }
}
