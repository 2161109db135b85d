namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<EncryptResponse> Encrypt(EncryptRequest request, Call call)
    {
        Symmetric.Require(request.EncryptionAlgorithm, call);
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        var key = (await keys.Find(request.KeyId, call)).Usable();
        if (request.DryRun is true) throw KmsErrors.DryRun();
        return new()
        {
            KeyId = key.Arn.ToString(),
            CiphertextBlob = key.Encrypt(request.Plaintext, request.EncryptionContext),
            EncryptionAlgorithm = EncryptionAlgorithmSpec.SymmetricDefault,
        };
    }
}
