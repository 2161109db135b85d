using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Aws;

/// <summary>Seals page positions under a key of their own; a token is good for one hour and for the caller it was made for.</summary>
public sealed class PageTokens(IKeyring keyring, TimeProvider clock) : IPageTokens
{
    const string Domain = "aws/page-tokens";
    const int MaxToken = 4096, ExpirySize = 8;
    static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public string Seal(Call call, string position)
    {
        var plain = new byte[ExpirySize + Encoding.UTF8.GetByteCount(position)];
        BinaryPrimitives.WriteInt64BigEndian(plain, (clock.GetUtcNow() + Life).ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(position, plain.AsSpan(ExpirySize));
        return Base64Url.EncodeToString(keyring.Seal(Domain, plain, Context(call)));
    }

    public string? Open(Call call, string token)
    {
        if (token.Length > MaxToken || !Base64Url.IsValid(token)) return null;
        try
        {
            var plain = keyring.Open(Domain, Base64Url.DecodeFromChars(token), Context(call));
            var expires = BinaryPrimitives.ReadInt64BigEndian(plain);
            return clock.GetUtcNow().ToUnixTimeSeconds() <= expires ? Encoding.UTF8.GetString(plain.AsSpan(ExpirySize)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static string Context(Call call) => $"{call.Service}:{call.Operation}|{call.Account}|{call.Region}|{call.Principal.Id}";
}
