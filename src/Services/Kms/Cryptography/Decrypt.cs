using Redoubt.Services.Kms.Crypto;
using Redoubt.Services.Kms.Keys;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<DecryptResponse> Decrypt(DecryptRequest request, Call call)
    {
        Symmetric.Require(request.EncryptionAlgorithm, call);
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        Symmetric.RefuseRecipient(request.Recipient);
        var (key, header) = await Source(request.KeyId, request.CiphertextBlob, call);
        var plaintext = key.Usable().Decrypt(header, request.CiphertextBlob, request.EncryptionContext);
        if (request.DryRun is true) throw KmsErrors.DryRun();
        return new()
        {
            KeyId = key.Arn.ToString(),
            Plaintext = plaintext,
            EncryptionAlgorithm = EncryptionAlgorithmSpec.SymmetricDefault,
            KeyMaterialId = header.MaterialId,
        };
    }

    // The key a ciphertext was made under; where the caller names a key too, it must be that one.
    async ValueTask<(KmsKey Key, CiphertextHeader Header)> Source(string? named, byte[]? blob, Call call)
    {
        if (blob is null) throw KmsErrors.Validation("1 validation error detected: Value at 'ciphertextBlob' failed to satisfy constraint: Member must not be null");
        var claimed = named is null ? null : await keys.Find(named, call);
        var source = await keys.Find(blob, call);
        if (claimed is not null && !claimed.Arn.Equals(source.Key.Arn)) throw KmsErrors.IncorrectKey();
        return source;
    }
}
