using System.Security.Cryptography;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<ReEncryptResponse> ReEncrypt(ReEncryptRequest request, Call call)
    {
        Symmetric.Require(request.SourceEncryptionAlgorithm, call, "sourceEncryptionAlgorithm");
        Symmetric.Require(request.DestinationEncryptionAlgorithm, call, "destinationEncryptionAlgorithm");
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        var destination = await keys.Find(request.DestinationKeyId, call);
        await call.Require("kms:ReEncryptTo", destination.For(request.DestinationEncryptionContext));

        var (source, header) = await Source(request.SourceKeyId, request.CiphertextBlob, call);
        var plaintext = source.Usable().Decrypt(header, request.CiphertextBlob, request.SourceEncryptionContext);
        try
        {
            destination.Usable();
            if (request.DryRun is true) throw KmsErrors.DryRun();
            return new()
            {
                CiphertextBlob = destination.Encrypt(plaintext, request.DestinationEncryptionContext),
                SourceKeyId = source.Arn.ToString(),
                KeyId = destination.Arn.ToString(),
                SourceEncryptionAlgorithm = EncryptionAlgorithmSpec.SymmetricDefault,
                DestinationEncryptionAlgorithm = EncryptionAlgorithmSpec.SymmetricDefault,
                SourceKeyMaterialId = header.MaterialId,
                DestinationKeyMaterialId = destination.Record.Materials[^1].Id,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }
}
