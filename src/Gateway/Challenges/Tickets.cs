using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// What a page hands out to be solved: kind, work, time and id, with a code over these, the host and the client's network. The
/// gateway keeps nothing of it; its code is also the seed of the work.
/// </summary>
sealed class Tickets(ChallengeKeys keys, TimeProvider clock)
{
    /// <summary>How long a ticket can be answered. Who takes longer gets another puzzle, and no error.</summary>
    public const uint LifeInSeconds = 300;

    /// <summary>Characters of a ticket as text.</summary>
    public const int Length = (Size * 4 + 2) / 3;

    const byte Purpose = (byte)'K', PuzzlePurpose = (byte)'P';
    const int Header = 1 + 1 + 4 + TokenId.Size, Size = Header + ChallengeKeys.CodeSize;

    // How far another node's clock may be ahead.
    const uint Skew = 60;

    /// <param name="work">See <see cref="ProofOfWork"/>.</param>
    public string Issue(ActionKind kind, int work, string host, ulong network)
    {
        Span<byte> ticket = stackalloc byte[Size];
        ticket[0] = (byte)kind;
        ticket[1] = (byte)work;
        var now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        BinaryPrimitives.WriteUInt32BigEndian(ticket[2..], now);
        TokenId.New().Write(ticket[6..]);
        Code(now, ticket[..Header], host, network, ticket[Header..]);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>False where it is none of ours, has expired, or was handed to somebody else.</summary>
    public bool TryRead(ReadOnlySpan<char> text, string host, ulong network, out Ticket ticket)
    {
        ticket = default;
        Span<byte> bytes = stackalloc byte[Base64Url.GetMaxDecodedLength(Length)];
        if (text.Length != Length || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length != Size) return false;
        var issued = BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
        Span<byte> code = stackalloc byte[ChallengeKeys.CodeSize];
        if (!Code(issued, bytes[..Header], host, network, code) || !CryptographicOperations.FixedTimeEquals(code, bytes[Header..Size])) return false;
        var now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        if (issued > now + Skew || now >= issued + LifeInSeconds) return false;
        ticket = new Ticket((ActionKind)bytes[0], bytes[1], issued, TokenId.Read(bytes[6..]), new UInt128(
            BinaryPrimitives.ReadUInt64BigEndian(code), BinaryPrimitives.ReadUInt64BigEndian(code[8..])));
        return true;
    }

    /// <summary>32 bytes that decide a ticket's puzzle, and that nobody without the key can know.</summary>
    public void PuzzleSeed(in Ticket ticket, Span<byte> seed)
    {
        Span<byte> message = stackalloc byte[1 + TokenId.Size];
        message[0] = PuzzlePurpose;
        ticket.Id.Write(message[1..]);
        keys.TryCode(ticket.Issued, message, seed);
    }

    bool Code(uint issued, ReadOnlySpan<byte> header, string host, ulong network, Span<byte> code)
    {
        Span<byte> message = stackalloc byte[1 + Header + 8 + ClientTokens.MaxDomain];
        message[0] = Purpose;
        header.CopyTo(message[1..]);
        BinaryPrimitives.WriteUInt64BigEndian(message[(1 + Header)..], network);
        var end = 1 + Header + 8 + Encoding.ASCII.GetBytes(host, message[(1 + Header + 8)..]);
        return keys.TryCode(issued, message[..end], code);
    }
}

/// <summary>A ticket that came back.</summary>
/// <param name="Work">See <see cref="ProofOfWork"/>.</param>
/// <param name="Issued">Seconds since 1970.</param>
/// <param name="Seed">Its code, which the work begins with.</param>
readonly record struct Ticket(ActionKind Kind, int Work, uint Issued, TokenId Id, UInt128 Seed);
