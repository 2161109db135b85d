using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>
/// What Encrypt returns: a cleartext header that names the key and its material, then the sealed message.
/// The header is authenticated together with the encryption context.
/// <code>
/// version 1 | algorithm 1 | account 8 | key id 16 | material id 32 | region length 1 | region | salt 16 | ciphertext | tag 16
/// </code>
/// </summary>
/// <param name="Account">Owner of the key, since the caller may be another account.</param>
/// <param name="Region">Region of the key.</param>
/// <param name="KeyId">The key.</param>
/// <param name="MaterialId">64 lower-case hexadecimal digits: which of the key's materials: old ones keep decrypting after rotation.</param>
readonly record struct CiphertextHeader(AccountId Account, Region Region, Guid KeyId, string MaterialId)
{
    const byte Version = 1, Aes256Gcm = 1;
    const int FixedSize = 2 + 8 + 16 + 32 + 1;

    int Size => FixedSize + Region.ToString().Length;

    /// <summary>Encrypts under key material.</summary>
    public byte[] Seal(ReadOnlySpan<byte> material, ReadOnlySpan<byte> plaintext, EncryptionContext context)
    {
        var size = Size;
        var blob = new byte[size + plaintext.Length + MessageKey.Overhead];
        Write(blob);
        var authenticated = context.Authenticate(blob.AsSpan(0, size));
        MessageKey.Seal(material, plaintext, authenticated, blob.AsSpan(size));
        return blob;
    }

    /// <summary>Decrypts a blob that carries this header.</summary>
    /// <exception cref="CryptographicException">Blob, material or context are not those it was sealed with.</exception>
    public byte[] Open(ReadOnlySpan<byte> material, ReadOnlySpan<byte> blob, EncryptionContext context)
    {
        var size = Size;
        var plaintext = new byte[blob.Length - size - MessageKey.Overhead];
        MessageKey.Open(material, blob[size..], context.Authenticate(blob[..size]), plaintext);
        return plaintext;
    }

    /// <summary>Reads a blob's header; false for anything that Encrypt cannot have returned.</summary>
    public static bool TryRead(ReadOnlySpan<byte> blob, out CiphertextHeader header)
    {
        header = default;
        if (blob.Length < FixedSize + MessageKey.Overhead || blob[0] != Version || blob[1] != Aes256Gcm) return false;
        var account = BinaryPrimitives.ReadUInt64BigEndian(blob[2..]);
        var regionSize = blob[FixedSize - 1];
        if (account > 999_999_999_999 || blob.Length < FixedSize + regionSize + MessageKey.Overhead) return false;
        if (!Region.TryParse(Encoding.ASCII.GetString(blob.Slice(FixedSize, regionSize)), out var region)) return false;
        header = new CiphertextHeader(
            AccountId.Parse(account.ToString("D12")), region,
            new Guid(blob.Slice(10, 16), bigEndian: true), Convert.ToHexStringLower(blob.Slice(26, 32)));
        return true;
    }

    void Write(Span<byte> blob)
    {
        blob[0] = Version;
        blob[1] = Aes256Gcm;
        BinaryPrimitives.WriteUInt64BigEndian(blob[2..], ulong.Parse(Account.ToString()));
        KeyId.TryWriteBytes(blob[10..], bigEndian: true, out _);
        Convert.FromHexString(MaterialId, blob[26..], out _, out _);
        blob[FixedSize - 1] = (byte)Encoding.ASCII.GetBytes(Region.ToString(), blob[FixedSize..]);
    }
}
