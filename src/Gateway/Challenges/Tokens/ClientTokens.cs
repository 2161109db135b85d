using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// Writes and reads tokens: base64url of version, issue, challenge and CAPTCHA times (seconds since 1970, 0 for never), id, domain
/// and a code over all of it. Nothing in it is secret, and nobody can change it.
/// </summary>
sealed class ClientTokens(ChallengeKeys keys, TimeProvider clock)
{
    /// <summary>A token's own life: a day longer than the longest immunity time, 259,200 s.</summary>
    public const uint LifeInSeconds = 4 * 86_400;

    /// <summary>The longest token; longer ones are not looked at.</summary>
    public const int MaxLength = 512;

    public const int MaxDomain = 253;

    const byte Version = 1, Purpose = (byte)'T';
    const int IdSize = TokenId.Size, Header = 1 + 4 + 4 + 4 + IdSize;

    // How far another node's clock may be ahead.
    const uint Skew = 60;

    public string Write(in TokenContent token)
    {
        // The message begins with a byte that is not sent.
        Span<byte> message = stackalloc byte[1 + Header + MaxDomain + ChallengeKeys.CodeSize];
        message[0] = Purpose;
        message[1] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(message[2..], token.Issued);
        BinaryPrimitives.WriteUInt32BigEndian(message[6..], token.Challenge);
        BinaryPrimitives.WriteUInt32BigEndian(message[10..], token.Captcha);
        token.Id.Write(message[14..]);
        var end = 1 + Header + Encoding.ASCII.GetBytes(token.Domain, message[(1 + Header)..]);
        keys.TryCode(token.Issued, message[..end], message.Slice(end, ChallengeKeys.CodeSize));
        return Base64Url.EncodeToString(message[1..(end + ChallengeKeys.CodeSize)]);
    }

    /// <summary>False where the text is no token of ours. An expired one is read: <see cref="TokenContent.IsExpired"/>.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out TokenContent token)
    {
        token = default;
        if (text.Length > MaxLength) return false;
        Span<byte> message = stackalloc byte[1 + Base64Url.GetMaxDecodedLength(MaxLength)];
        message[0] = Purpose;
        if (Base64Url.DecodeFromChars(text, message[1..], out _, out var length) != OperationStatus.Done) return false;
        if (length < Header + 1 + ChallengeKeys.CodeSize || length > Header + MaxDomain + ChallengeKeys.CodeSize || message[1] != Version) return false;

        var end = 1 + length - ChallengeKeys.CodeSize;
        var issued = BinaryPrimitives.ReadUInt32BigEndian(message[2..]);
        Span<byte> code = stackalloc byte[ChallengeKeys.CodeSize];
        if (!keys.TryCode(issued, message[..end], code)) return false;
        if (!CryptographicOperations.FixedTimeEquals(code, message.Slice(end, ChallengeKeys.CodeSize))) return false;

        var now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        if (issued > now + Skew) return false;
        token = new TokenContent(
            TokenId.Read(message[14..]), issued, BinaryPrimitives.ReadUInt32BigEndian(message[6..]), BinaryPrimitives.ReadUInt32BigEndian(message[10..]),
            Encoding.ASCII.GetString(message[(1 + Header)..end]))
        {
            IsExpired = now >= issued + LifeInSeconds,
        };
        return true;
    }
}

/// <summary>What a token says. Times are seconds since 1970.</summary>
/// <param name="Challenge">When the client last passed the silent challenge; 0 for never.</param>
/// <param name="Captcha">When the client last solved a puzzle; 0 for never.</param>
/// <param name="Domain">The host it is for, with all names below it where the web ACL names it; lower case.</param>
readonly record struct TokenContent(TokenId Id, uint Issued, uint Challenge, uint Captcha, string Domain)
{
    public bool IsExpired { get; init; }
}

/// <summary>96 random bits; the same in a ticket and in the token that it earned, so that a ticket spent twice earns the same token.</summary>
readonly record struct TokenId(ulong High, uint Low)
{
    public const int Size = 12;

    public static TokenId New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return Read(bytes);
    }

    public static TokenId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], Low);
    }
}
