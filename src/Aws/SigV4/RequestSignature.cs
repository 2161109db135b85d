using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Redoubt.Aws.SigV4;

/// <summary>Where a request carries its signature.</summary>
enum SignatureKind { Header, Presigned }

/// <summary>What a request says about its own signature: read and well-formed, but not verified.</summary>
sealed class RequestSignature
{
    /// <summary>The longest Authorization header read, in characters; real ones stay below 1,000.</summary>
    const int MaxAuthorization = 4096;

    /// <summary>The longest session token, in characters.</summary>
    const int MaxToken = 16 * 1024;

    const int MaxAccessKeyId = 128;

    public required SignatureKind Kind { get; init; }

    public required string AccessKeyId { get; init; }

    /// <summary>Date, region, service and terminator, separated by slashes.</summary>
    public required string Scope { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    /// <summary>Lower-case names, sorted, unique, separated by semicolons.</summary>
    public required string SignedHeaders { get; init; }

    /// <summary>32 bytes.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>When the request was signed, as signed: <c>20150830T123600Z</c>.</summary>
    public required string TimeText { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>How long a presigned request lives; null for the default of the clock's tolerance.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The session token of temporary credentials, as it was sent.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The payload line that a presigned query names itself (<c>X-Amz-Content-Sha256</c>).</summary>
    public string? QueryPayload { get; init; }

    /// <summary>Reads the signature from the Authorization header or from the query.</summary>
    /// <returns>Null for an anonymous request.</returns>
    /// <exception cref="AwsError">It is malformed, incomplete, ambiguous or of another kind.</exception>
    public static RequestSignature? Read(in SignedRequest request, SigningService service)
    {
        if (!request.IsWellFormed) throw service.Errors.MalformedTarget();
        var authorization = request.Headers.Authorization;
        var query = PresignedQuery.Read(request.Query, service.Errors);
        if (authorization.Count == 0 && query is null && PresignedQuery.IsVersion2(request.Query)) throw service.Errors.UnsupportedAlgorithm(SignatureKind.Header);
        if (authorization.Count == 0) return query is null ? null : FromQuery(request, query, service);
        if (query is not null) throw service.Errors.TwoSignatures();
        return FromHeader(request, authorization, service);
    }

    static RequestSignature FromHeader(in SignedRequest request, StringValues authorization, SigningService service)
    {
        var errors = service.Errors;
        if (authorization.Count != 1 || authorization[0] is not { Length: <= MaxAuthorization } text)
            throw errors.Unreadable(SignatureKind.Header, "Authorization");
        var parts = AuthorizationHeader.Read(text, errors);
        var credential = CredentialScope.Read(parts.Credential, SignatureKind.Header, errors);

        var timeText = Single(request, "x-amz-date", errors);
        DateTimeOffset time;
        if (timeText is null)
        {
            var date = Single(request, "date", errors) ?? throw errors.MissingDate();
            if (!AmzTime.TryParseHttpDate(date, out time) && !AmzTime.TryParse(date, out time)) throw errors.MalformedDate(SignatureKind.Header);
            timeText = AmzTime.Format(time);
        }
        else if (!AmzTime.TryParse(timeText, out time)) throw errors.MalformedDate(SignatureKind.Header);

        Require(SignatureKind.Header, credential, timeText, service);
        return new RequestSignature
        {
            Kind = SignatureKind.Header, AccessKeyId = credential.AccessKeyId, Scope = credential.Scope, Region = credential.Region,
            Service = credential.Service, SignedHeaders = parts.SignedHeaders, Signature = Bytes(parts.Signature, errors), TimeText = timeText,
            Time = time, SessionToken = Token(Single(request, "x-amz-security-token", errors), SignatureKind.Header, errors),
        };
    }

    static RequestSignature FromQuery(in SignedRequest request, PresignedQuery query, SigningService service)
    {
        var errors = service.Errors;
        if (query.Algorithm != AuthorizationHeader.Algorithm) throw errors.UnsupportedAlgorithm(SignatureKind.Presigned);
        var credential = CredentialScope.Read(query.Credential, SignatureKind.Presigned, errors);
        if (!AmzTime.TryParse(query.Date, out var time)) throw errors.MalformedDate(SignatureKind.Presigned);
        var header = Single(request, "x-amz-security-token", errors);
        if (header is not null && query.SessionToken is not null) throw errors.Unreadable(SignatureKind.Presigned, "X-Amz-Security-Token");

        Require(SignatureKind.Presigned, credential, query.Date, service);
        return new RequestSignature
        {
            Kind = SignatureKind.Presigned, AccessKeyId = credential.AccessKeyId, Scope = credential.Scope, Region = credential.Region,
            Service = credential.Service, SignedHeaders = query.SignedHeaders, Signature = Bytes(query.Signature, errors), TimeText = query.Date,
            Time = time, Lifetime = query.Lifetime, SessionToken = Token(query.SessionToken ?? header, SignatureKind.Presigned, errors),
            QueryPayload = query.Payload,
        };
    }

    static void Require(SignatureKind kind, CredentialScope credential, string timeText, SigningService service)
    {
        var errors = service.Errors;
        if (credential.Terminator != "aws4_request") throw errors.WrongTerminator(kind);
        if (!service.Accepts(credential.Service)) throw errors.WrongService(kind);
        if (!Redoubt.Region.TryParse(credential.Region, out _)) throw errors.WrongRegion(kind);
        if (!timeText.AsSpan(0, 8).SequenceEqual(credential.Date)) throw errors.WrongDate(kind, credential.Date, timeText);
        if (credential.AccessKeyId.Length is 0 or > MaxAccessKeyId || !IsName(credential.AccessKeyId)) throw errors.MalformedCredential(kind);
    }

    static byte[] Bytes(string signature, SignatureErrors errors)
    {
        var bytes = new byte[32];
        if (signature.Length != 64 || Convert.FromHexString(signature, bytes, out _, out _) != OperationStatus.Done) throw errors.Mismatch();
        return bytes;
    }

    static string? Token(string? token, SignatureKind kind, SignatureErrors errors) =>
        token is { Length: 0 or > MaxToken } ? throw errors.Unreadable(kind, "X-Amz-Security-Token") : token;

    /// <summary>The value of a header that may be there once at most.</summary>
    public static string? Single(in SignedRequest request, string name, SignatureErrors errors)
    {
        var values = request.Headers[name];
        if (values.Count > 1) throw errors.Unreadable(SignatureKind.Header, name);
        return values.Count == 0 ? null : values[0] ?? "";
    }

    static bool IsName(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return true;
    }
}
