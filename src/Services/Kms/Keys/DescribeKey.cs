using Redoubt.Services.Kms.Keys;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<DescribeKeyResponse> DescribeKey(DescribeKeyRequest request, Call call)
    {
        Symmetric.RefuseGrantTokens(request.GrantTokens);
        return new() { KeyMetadata = Metadata((await keys.Find(request.KeyId, call)).Record) };
    }

    static KeyMetadata Metadata(KeyRecord key) => new()
    {
        AWSAccountId = Arn.Parse(key.Arn).Account.ToString(),
        KeyId = key.KeyId,
        Arn = key.Arn,
        CreationDate = key.Created,
        Enabled = key.State == KeyState.Enabled,
        Description = key.Description,
        KeyUsage = key.Usage,
        KeyState = key.State,
        DeletionDate = key.DeletionDate,
        Origin = OriginType.AwsKms,
        KeyManager = KeyManagerType.Customer,
        CustomerMasterKeySpec = key.Spec,
        KeySpec = key.Spec,
        EncryptionAlgorithms = [EncryptionAlgorithmSpec.SymmetricDefault],
        MultiRegion = false,
        CurrentKeyMaterialId = key.Materials[^1].Id,
    };
}
