using System.Security.Cryptography;
using System.Text;

namespace Redoubt;

/// <summary>Identifiers in the forms AWS gives them; all random, none guessable.</summary>
public static class Ids
{
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A version 4 UUID in lower case, as key, request and event ids are.</summary>
    public static string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Uuid(bytes, version: 4);
    }

    /// <summary>The id of the audit event of a request: a version 8 UUID made of the request's id, so that either finds the event.</summary>
    public static string EventOf(string requestId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("event " + requestId), hash);
        return Uuid(hash[..16], version: 8);
    }

    /// <summary>IAM's unique ids: a four-letter prefix (<c>AIDA</c> user, <c>AKIA</c> access key, <c>ANPA</c> policy) and 17 or 16 more.</summary>
    public static string Iam(string prefix, int length = 21) => prefix + RandomNumberGenerator.GetString(Base32, length - prefix.Length);

    static string Uuid(Span<byte> bytes, int version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Random letters and digits.</summary>
    public static string Alphanumeric(int length) => RandomNumberGenerator.GetString(Base62, length);
}
