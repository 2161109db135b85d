using System.Buffers;

namespace Redoubt.Aws.SigV4;

/// <summary>How a request's signature covers its body.</summary>
enum PayloadKind
{
    /// <summary>By the body's SHA-256.</summary>
    Hashed,

    /// <summary>Not at all.</summary>
    Unsigned,

    /// <summary>In chunks, each with its signature.</summary>
    StreamingSigned,

    /// <summary>In signed chunks, followed by signed trailers.</summary>
    StreamingSignedTrailer,

    /// <summary>In chunks without signatures, followed by trailers without one.</summary>
    StreamingUnsignedTrailer,
}

/// <summary>What a request says about its body before the body is read.</summary>
/// <param name="Line">The last line of the canonical request.</param>
sealed record DeclaredPayload(PayloadKind Kind, string Line)
{
    /// <summary>The most trailers accepted.</summary>
    public const int MaxTrailers = 8;

    static readonly DeclaredPayload Unsigned = new(PayloadKind.Unsigned, "UNSIGNED-PAYLOAD");

    /// <summary>The body's SHA-256, 32 bytes; null where no hash was declared.</summary>
    public byte[]? Sha256 { get; init; }

    /// <summary>The size of a chunked body without its framing, in bytes.</summary>
    public long DecodedLength { get; init; }

    /// <summary>Lower-case names of the trailers that must follow a chunked body.</summary>
    public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <summary>The payload of a request whose body was read before: its hash, whatever the request says, and what it says must agree.</summary>
    /// <exception cref="AwsError">The request declares another hash, or an unsigned body.</exception>
    public static DeclaredPayload OfBody(in SignedRequest request, RequestSignature signature, ReadOnlySpan<byte> sha256, SignatureErrors errors)
    {
        var line = Convert.ToHexStringLower(sha256);
        var declared = signature.QueryPayload ?? RequestSignature.Single(request, "x-amz-content-sha256", errors);
        if (declared is not null && !declared.Equals(line, StringComparison.OrdinalIgnoreCase)) throw errors.Mismatch();
        return new DeclaredPayload(PayloadKind.Hashed, declared ?? line);
    }

    /// <summary>Reads the payload of an S3 request from <c>x-amz-content-sha256</c> and the headers that streaming adds.</summary>
    /// <exception cref="AwsError">It is missing, malformed or contradictory.</exception>
    public static DeclaredPayload Read(in SignedRequest request, RequestSignature signature, SignatureErrors errors)
    {
        var header = RequestSignature.Single(request, "x-amz-content-sha256", errors);
        if (signature.Kind == SignatureKind.Header) return Parse(request, header ?? throw PayloadErrors.MissingHash(), errors);

        if (signature.QueryPayload is { } line) return Parse(request, line, errors);
        if (header is null) return Unsigned;
        var declared = Parse(request, header, errors);
        if (SignedHeaderList.Contains(signature.SignedHeaders, "x-amz-content-sha256")) return declared;

        // An unsigned header cannot change what the signature covers, but a hash in it is still a promise to check.
        return declared.Kind is PayloadKind.Hashed or PayloadKind.Unsigned
            ? declared with { Line = Unsigned.Line }
            : throw errors.NotSigned("x-amz-content-sha256");
    }

    static DeclaredPayload Parse(in SignedRequest request, string line, SignatureErrors errors)
    {
        switch (line)
        {
            case "UNSIGNED-PAYLOAD": return Unsigned;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": return Streaming(request, PayloadKind.StreamingSigned, line, [], errors);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
                return Streaming(request, PayloadKind.StreamingSignedTrailer, line, ReadTrailers(request, errors), errors);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
                return Streaming(request, PayloadKind.StreamingUnsignedTrailer, line, ReadTrailers(request, errors), errors);
        }
        var hash = new byte[32];
        if (line.Length != 64 || Convert.FromHexString(line, hash, out _, out _) != OperationStatus.Done) throw PayloadErrors.MalformedHash();
        return new DeclaredPayload(PayloadKind.Hashed, line) { Sha256 = hash };
    }

    static DeclaredPayload Streaming(in SignedRequest request, PayloadKind kind, string line, IReadOnlyList<string> trailers, SignatureErrors errors)
    {
        var text = RequestSignature.Single(request, "x-amz-decoded-content-length", errors) ?? throw PayloadErrors.MissingLength();
        if (text.Length is 0 or > 18 || text.AsSpan().ContainsAnyExceptInRange('0', '9')) throw PayloadErrors.MissingLength();
        return new DeclaredPayload(kind, line) { DecodedLength = long.Parse(text), Trailers = trailers };
    }

    static List<string> ReadTrailers(in SignedRequest request, SignatureErrors errors)
    {
        var names = new List<string>();
        if (RequestSignature.Single(request, "x-amz-trailer", errors) is not { Length: > 0 } text) return names;
        if (text.Length > 512) throw PayloadErrors.UnsupportedTrailer();
        foreach (var range in text.AsSpan().Split(','))
        {
            var name = text[range].Trim().ToLowerInvariant();
            if (!name.StartsWith("x-amz-checksum-", StringComparison.Ordinal) || names.Contains(name) || names.Count == MaxTrailers)
                throw PayloadErrors.UnsupportedTrailer();
            names.Add(name);
        }
        return names;
    }
}
