using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Aws.SigV4;

/// <summary>
/// A secret narrowed to one day, region and service. Holds a secret: has no text form.
/// One is kept on each <see cref="Credential"/>, so that deriving it (four HMACs) is the exception.
/// </summary>
sealed class SigningKey
{
    /// <summary>The longest secret access key accepted, in bytes.</summary>
    public const int MaxSecret = 252;

    readonly byte[] key;

    SigningKey(string scope, byte[] key)
    {
        Scope = scope;
        this.key = key;
    }

    /// <summary>What the key is for, <c>20150830/us-east-1/iam/aws4_request</c>.</summary>
    public string Scope { get; }

    /// <param name="scope">Four parts separated by slashes; already checked.</param>
    public static SigningKey Derive(ReadOnlySpan<byte> secret, string scope)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, MaxSecret);
        Span<byte> first = stackalloc byte[MaxSecret + 4];
        Span<byte> current = stackalloc byte[HMACSHA256.HashSizeInBytes];
        "AWS4"u8.CopyTo(first);
        secret.CopyTo(first[4..]);
        Span<byte> part = stackalloc byte[128];
        ReadOnlySpan<byte> parent = first[..(secret.Length + 4)];
        foreach (var range in scope.AsSpan().Split('/'))
        {
            Ascii.FromUtf16(scope.AsSpan()[range], part, out var length);
            HMACSHA256.HashData(parent, part[..length], current);
            parent = current;
        }
        var key = current.ToArray();
        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(current);
        return new SigningKey(scope, key);
    }

    /// <summary>The request's signature: over algorithm, time, scope and the canonical request's hash.</summary>
    /// <param name="signature">32 bytes.</param>
    public void SignRequest(ReadOnlySpan<char> time, ReadOnlySpan<byte> canonicalHash, Span<byte> signature)
    {
        var text = new CanonicalText(stackalloc byte[512]);
        Begin(ref text, "AWS4-HMAC-SHA256\n"u8, time);
        text.AppendHex(canonicalHash);
        Sign(text.Written, signature);
        text.Dispose();
    }

    /// <summary>A chunk's signature: over the signature before it and the hash of its data.</summary>
    public void SignChunk(ReadOnlySpan<char> time, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> dataHash, Span<byte> signature)
    {
        var text = new CanonicalText(stackalloc byte[512]);
        Begin(ref text, "AWS4-HMAC-SHA256-PAYLOAD\n"u8, time);
        text.AppendHex(previous);
        text.Append("\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"u8);
        text.AppendHex(dataHash);
        Sign(text.Written, signature);
        text.Dispose();
    }

    /// <summary>The trailers' signature: over the last chunk's signature and the hash of the trailers' canonical lines.</summary>
    public void SignTrailer(ReadOnlySpan<char> time, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> trailersHash, Span<byte> signature)
    {
        var text = new CanonicalText(stackalloc byte[512]);
        Begin(ref text, "AWS4-HMAC-SHA256-TRAILER\n"u8, time);
        text.AppendHex(previous);
        text.Append((byte)'\n');
        text.AppendHex(trailersHash);
        Sign(text.Written, signature);
        text.Dispose();
    }

    // Half the time of the one-shot HMACSHA256.HashData, which looks its algorithm up for every call.
    void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(text);
        hmac.GetHashAndReset(signature);
    }

    void Begin(ref CanonicalText text, scoped ReadOnlySpan<byte> algorithm, scoped ReadOnlySpan<char> time)
    {
        text.Append(algorithm);
        text.Append(time);
        text.Append((byte)'\n');
        text.Append(Scope);
        text.Append((byte)'\n');
    }
}
