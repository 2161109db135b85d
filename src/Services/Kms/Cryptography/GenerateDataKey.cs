using System.Security.Cryptography;
using Redoubt.Services.Kms.Keys;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<GenerateDataKeyResponse> GenerateDataKey(GenerateDataKeyRequest request, Call call)
    {
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        Symmetric.RefuseRecipient(request.Recipient);
        var size = DataKeySize(request.KeySpec, request.NumberOfBytes);
        var key = (await keys.Find(request.KeyId, call)).Usable();
        if (request.DryRun is true) throw KmsErrors.DryRun();
        var plaintext = RandomNumberGenerator.GetBytes(size);
        return new()
        {
            KeyId = key.Arn.ToString(),
            Plaintext = plaintext,
            CiphertextBlob = key.Encrypt(plaintext, request.EncryptionContext),
            KeyMaterialId = key.Record.Materials[^1].Id,
        };
    }

    async ValueTask<GenerateDataKeyWithoutPlaintextResponse> GenerateDataKeyWithoutPlaintext(GenerateDataKeyWithoutPlaintextRequest request, Call call)
    {
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        var size = DataKeySize(request.KeySpec, request.NumberOfBytes);
        var key = (await keys.Find(request.KeyId, call)).Usable();
        if (request.DryRun is true) throw KmsErrors.DryRun();
        return new()
        {
            KeyId = key.Arn.ToString(),
            CiphertextBlob = EncryptRandom(key, size, request.EncryptionContext),
            KeyMaterialId = key.Record.Materials[^1].Id,
        };
    }

    static byte[] EncryptRandom(KmsKey key, int size, IReadOnlyDictionary<string, string>? context)
    {
        Span<byte> plaintext = stackalloc byte[1024];
        plaintext = plaintext[..size];
        RandomNumberGenerator.Fill(plaintext);
        var blob = key.Encrypt(plaintext, context);
        CryptographicOperations.ZeroMemory(plaintext);
        return blob;
    }

    static int DataKeySize(string? spec, int? bytes) => (spec, bytes) switch
    {
        (null, { } size) => size,
        (DataKeySpec.Aes256, null) => 32,
        (DataKeySpec.Aes128, null) => 16,
        _ => throw KmsErrors.Validation("Please specify either number of bytes or key spec."),
    };
}
