using System.Buffers.Binary;
using System.Text;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>
/// The name-value pairs that must be the same for decryption. They are authenticated as sorted, length-prefixed UTF-8,
/// so that <c>{"ab":"c"}</c> and <c>{"a":"bc"}</c> never stand for each other.
/// </summary>
readonly struct EncryptionContext(IReadOnlyDictionary<string, string>? pairs)
{
    // Text that is no text (half a surrogate pair) is refused rather than replaced: replaced, two contexts could be the same bytes.
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes to authenticate: the header, the number of pairs, then each name and value behind its length.</summary>
    public byte[] Authenticate(ReadOnlySpan<byte> header)
    {
        if (pairs is null or { Count: 0 }) return [.. header, 0, 0, 0, 0];

        var size = header.Length + 4;
        var sorted = new KeyValuePair<string, string>[pairs.Count];
        var next = 0;
        foreach (var pair in pairs)
        {
            sorted[next++] = pair;
            size += 8 + Utf8.GetByteCount(pair.Key) + Utf8.GetByteCount(pair.Value);
        }
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));

        var bytes = new byte[size];
        header.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(header.Length), sorted.Length);
        var at = header.Length + 4;
        foreach (var (name, value) in sorted)
        {
            at = Write(bytes, at, name);
            at = Write(bytes, at, value);
        }
        return bytes;
    }

    static int Write(byte[] bytes, int at, string text)
    {
        var length = Utf8.GetBytes(text, bytes.AsSpan(at + 4));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), length);
        return at + 4 + length;
    }
}
