using System.Security.Cryptography;

namespace Redoubt.Aws.SigV4;

/// <summary>The chain of signatures through a chunked body: each covers the one before it, the first the request's own.</summary>
sealed class ChunkSignatures(SigningKey key, RequestSignature request, SignatureErrors errors) : IDisposable
{
    readonly IncrementalHash data = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] previous = request.Signature.AsSpan().ToArray();

    /// <summary>Adds to the data of the current chunk.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => data.AppendData(bytes);

    /// <summary>Ends the current chunk.</summary>
    /// <exception cref="AwsError">Its signature is not the one presented.</exception>
    public void RequireChunk(ReadOnlySpan<byte> presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        data.GetHashAndReset(hash);
        key.SignChunk(request.TimeText, previous, hash, computed);
        Require(computed, presented);
    }

    /// <param name="lines">The trailers as <c>name:value</c> lines, sorted by name, each ended by a line feed.</param>
    /// <exception cref="AwsError">Their signature is not the one presented.</exception>
    public void RequireTrailers(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        SHA256.HashData(lines, hash);
        key.SignTrailer(request.TimeText, previous, hash, computed);
        Require(computed, presented);
    }

    public void Dispose() => data.Dispose();

    void Require(ReadOnlySpan<byte> computed, ReadOnlySpan<byte> presented)
    {
        if (!CryptographicOperations.FixedTimeEquals(computed, presented)) throw errors.Mismatch();
        computed.CopyTo(previous);
    }
}
