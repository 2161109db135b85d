using System.Security.Cryptography;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    ValueTask<GenerateRandomResponse> GenerateRandom(GenerateRandomRequest request, Call call)
    {
        if (request.CustomKeyStoreId is not null) throw KmsErrors.Unsupported("custom key stores are not supported");
        Symmetric.RefuseRecipient(request.Recipient);
        if (request.NumberOfBytes is not { } size) throw KmsErrors.Validation("NumberOfBytes is required.");
        return new(new GenerateRandomResponse { Plaintext = RandomNumberGenerator.GetBytes(size) });
    }
}
