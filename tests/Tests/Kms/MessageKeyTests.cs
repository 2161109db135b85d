using System.Security.Cryptography;
using Redoubt.Services.Kms.Crypto;

namespace Redoubt.Tests.Kms;

public sealed class MessageKeyTests
{
    [Fact]
    public void Key_and_nonce_are_those_of_SP_800_108()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        byte[] plaintext = [1, 2, 3], message = new byte[3 + MessageKey.Overhead], opened = new byte[3];
        MessageKey.Seal(key, plaintext, [7], message);

        var derived = SP800108HmacCounterKdf.DeriveBytes(key, HashAlgorithmName.SHA256, "redoubt message key 1"u8, message.AsSpan(0, 16), 44);
        using var aes = new AesGcm(derived.AsSpan(0, 32), 16);
        aes.Decrypt(derived.AsSpan(32), message.AsSpan(16, 3), message.AsSpan(19), opened, [7]);

        Assert.Equal(plaintext, opened);
    }
}
