namespace Redoubt.Aws.SigV4;

/// <summary>A request whose signature holds.</summary>
sealed class VerifiedRequest(
    Credential credential, Region region, RequestSignature signature, DeclaredPayload payload, SigningKey key, SignatureErrors errors)
{
    public Credential Credential { get; } = credential;

    /// <summary>The region the caller signed for, which is where the call happens.</summary>
    public Region Region { get; } = region;

    public RequestSignature Signature { get; } = signature;

    public DeclaredPayload Payload { get; } = payload;

    /// <summary>The body as the client meant it: without chunk framing, and with every hash and signature checked while it is read.</summary>
    /// <param name="body">The body as received; the caller keeps and disposes it.</param>
    public PayloadStream Open(Stream body) => Payload.Kind switch
    {
        PayloadKind.Hashed => new HashVerifyingStream(body, Payload.Sha256!),
        PayloadKind.Unsigned => Payload.Sha256 is { } sha256 ? new HashVerifyingStream(body, sha256) : new UnverifiedStream(body),
        PayloadKind.StreamingUnsignedTrailer => new ChunkedPayloadStream(body, Payload, null),
        _ => new ChunkedPayloadStream(body, Payload, new ChunkSignatures(key, Signature, errors)),
    };
}
