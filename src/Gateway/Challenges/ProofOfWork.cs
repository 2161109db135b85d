using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// The work a client does for a token: sixteen numbers, each of which makes SHA-256(seed, index, number) begin with so many zero bits.
/// Sixteen small searches take nearly the same time on every visit, where one large one could be lucky or endless.
/// </summary>
static class ProofOfWork
{
    public const int Parts = 16;

    /// <summary>Characters of a proof: every number as 8 hexadecimal digits.</summary>
    public const int Length = Parts * 8;

    /// <summary>Whether the proof is one of so much work; the cost is at most sixteen hashes.</summary>
    /// <param name="work">Zero bits of each part; 16 × 2^work hashes are needed on average.</param>
    public static bool Verify(UInt128 seed, int work, ReadOnlySpan<char> proof)
    {
        if (proof.Length != Length || work is < 1 or > 31) return false;
        Span<byte> numbers = stackalloc byte[Parts * 4];
        if (Convert.FromHexString(proof, numbers, out _, out _) != OperationStatus.Done) return false;
        Span<byte> message = stackalloc byte[16 + 4 + 4];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(message, seed);
        for (var part = 0; part < Parts; part++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message[16..], part);
            numbers.Slice(part * 4, 4).CopyTo(message[20..]);
            SHA256.HashData(message, hash);
            if (BinaryPrimitives.ReadUInt32BigEndian(hash) >> (32 - work) != 0) return false;
        }
        return true;
    }
}
