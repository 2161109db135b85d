using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<CreateKeyResponse> CreateKey(CreateKeyRequest request, Call call)
    {
        RequireSupported(request);
        var tags = Tagging.Read(request.Tags);
        if (tags.Count > 0) await call.Require("kms:TagResource", Resource.Any with { RequestTags = tags });

        var keyId = Ids.Uuid();
        var arn = Arn.Of("kms", call.Region, call.Account, "key/" + keyId);
        var policy = request.Policy ?? DefaultPolicy(call.Account);
        await RequirePolicy(policy, arn, request.BypassPolicyLockoutSafetyCheck is true, call);
        var record = new KeyRecord
        {
            KeyId = keyId,
            Arn = arn.ToString(),
            State = KeyState.Enabled,
            Spec = KeySpec.SymmetricDefault,
            Usage = KeyUsageType.EncryptDecrypt,
            Description = request.Description ?? "",
            Created = call.Time,
            Policy = policy,
            Tags = tags,
            Materials = [KeyMaterial.Generate(keyring, arn, call.Time)],
        };
        call.Insert(KeyRecord.Collection, call.Scope, keyId, record);
        call.Touches(new Resource(arn) { Type = "AWS::KMS::Key" });
        return new() { KeyMetadata = Metadata(record) };
    }

    static Resource NewKey(CreateKeyRequest request) => Resource.Any with
    {
        RequestTags = Tagging.Read(request.Tags),
        Conditions = new Dictionary<string, IReadOnlyList<string>>
        {
            ["kms:keyspec"] = [request.KeySpec ?? request.CustomerMasterKeySpec ?? KeySpec.SymmetricDefault],
            ["kms:keyusage"] = [request.KeyUsage ?? KeyUsageType.EncryptDecrypt],
            ["kms:keyorigin"] = [request.Origin ?? OriginType.AwsKms],
            ["kms:multiregion"] = [request.MultiRegion is true ? "true" : "false"],
            ["kms:bypasspolicylockoutsafetycheck"] = [request.BypassPolicyLockoutSafetyCheck is true ? "true" : "false"],
        },
    };

    static void RequireSupported(CreateKeyRequest request)
    {
        if ((request.KeySpec, request.CustomerMasterKeySpec) is ({ } spec, { } old) && spec != old)
            throw KmsErrors.Validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.");
        if ((request.KeySpec ?? request.CustomerMasterKeySpec) is not (null or KeySpec.SymmetricDefault))
            throw KmsErrors.Unsupported($"key spec {request.KeySpec ?? request.CustomerMasterKeySpec} is not supported yet; {KeySpec.SymmetricDefault} is");
        if (request.KeyUsage is not (null or KeyUsageType.EncryptDecrypt))
            throw KmsErrors.Validation($"KeyUsage {request.KeyUsage} is not compatible with KeySpec {KeySpec.SymmetricDefault}");
        if (request.Origin is not (null or OriginType.AwsKms)) throw KmsErrors.Unsupported($"origin {request.Origin} is not supported yet; {OriginType.AwsKms} is");
        if (request.CustomKeyStoreId is not null || request.XksKeyId is not null) throw KmsErrors.Unsupported("custom key stores are not supported");
        if (request.MultiRegion is true) throw KmsErrors.Unsupported("multi-region keys are not supported");
    }
}
