using System.Security.Cryptography;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>
/// AES-256-GCM under a key and nonce that are derived anew for every message from the long-lived key and 16 random bytes
/// (NIST SP 800-108, counter mode, HMAC-SHA256). The long-lived key thus never meets the limit of 2^32 random nonces.
/// The idea is AWS's own: "AWS KMS cryptographic details", encrypt operation.
/// </summary>
static class MessageKey
{
    /// <summary>Bytes that a sealed message is longer than its plaintext: salt and tag.</summary>
    public const int Overhead = SaltSize + TagSize;

    const int SaltSize = 16, TagSize = 16, KeySize = 32, NonceSize = 12;

    static ReadOnlySpan<byte> Label => "redoubt message key 1"u8;

    /// <summary>Writes salt, ciphertext and tag; <paramref name="destination"/> is <see cref="Overhead"/> longer than the plaintext.</summary>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> authenticated, Span<byte> destination)
    {
        var salt = destination[..SaltSize];
        RandomNumberGenerator.Fill(salt);
        Span<byte> derived = stackalloc byte[KeySize + NonceSize];
        Derive(key, salt, derived);
        using var aes = new AesGcm(derived[..KeySize], TagSize);
        aes.Encrypt(derived[KeySize..], plaintext, destination[SaltSize..^TagSize], destination[^TagSize..], authenticated);
        CryptographicOperations.ZeroMemory(derived);
    }

    /// <summary>Opens what <see cref="Seal"/> wrote into <paramref name="plaintext"/>, which is <see cref="Overhead"/> shorter.</summary>
    /// <exception cref="CryptographicException">Anything at all was changed.</exception>
    public static void Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> authenticated, Span<byte> plaintext)
    {
        Span<byte> derived = stackalloc byte[KeySize + NonceSize];
        Derive(key, message[..SaltSize], derived);
        using var aes = new AesGcm(derived[..KeySize], TagSize);
        aes.Decrypt(derived[KeySize..], message[SaltSize..^TagSize], message[^TagSize..], plaintext, authenticated);
        CryptographicOperations.ZeroMemory(derived);
    }

    static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, Span<byte> derived) =>
        SP800108HmacCounterKdf.DeriveBytes(key, HashAlgorithmName.SHA256, Label, salt, derived);
}
