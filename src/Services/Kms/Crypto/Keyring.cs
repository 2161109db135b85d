using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>Seals the services' secrets at rest under their domains' keys.</summary>
sealed class Keyring(RootKey root) : IKeyring
{
    const byte Version = 1;
    const int MaxSecret = 64 * 1024;

    // INVARIANT: domains are names in our code, so this never grows with the data.
    readonly ConcurrentDictionary<string, byte[]> domains = new(StringComparer.Ordinal);

    public byte[] Seal(string domain, ReadOnlySpan<byte> plaintext, string context)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plaintext.Length, MaxSecret);
        var result = new byte[1 + plaintext.Length + MessageKey.Overhead];
        result[0] = Version;
        MessageKey.Seal(Key(domain), plaintext, Encoding.UTF8.GetBytes(context), result.AsSpan(1));
        return result;
    }

    public byte[] Open(string domain, ReadOnlySpan<byte> sealedBytes, string context)
    {
        if (sealedBytes.Length < 1 + MessageKey.Overhead || sealedBytes[0] != Version) throw new CryptographicException("not a sealed secret");
        var plaintext = new byte[sealedBytes.Length - 1 - MessageKey.Overhead];
        MessageKey.Open(Key(domain), sealedBytes[1..], Encoding.UTF8.GetBytes(context), plaintext);
        return plaintext;
    }

    // INVARIANT: no domain begins like this, so no derived key is one that seals.
    public byte[] Derive(string purpose) => root.Domain("derived/" + purpose);

    byte[] Key(string domain) => domains.GetOrAdd(domain, root.Domain);
}
