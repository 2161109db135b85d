using System.Security.Cryptography;

namespace Redoubt.Aws.SigV4;

/// <summary>A body whose SHA-256 was signed; the end is reached only where it agrees.</summary>
sealed class HashVerifyingStream(Stream source, byte[] sha256) : PayloadStream
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    bool verified;
    AwsError? failure;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (failure is not null) throw failure;
        if (buffer.IsEmpty || verified) return 0;
        var read = await source.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            hash.AppendData(buffer.Span[..read]);
            return read;
        }
        RequireHash();
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    void RequireHash()
    {
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(computed);
        if (!CryptographicOperations.FixedTimeEquals(computed, sha256)) throw failure = PayloadErrors.HashMismatch(sha256, computed);
        verified = true;
    }
}
