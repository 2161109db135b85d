using Redoubt.Aws;
using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

/// <summary>KMS: every operation, with the key or alias it touches.</summary>
sealed partial class KmsService : AwsService
{
    readonly KeyStore keys;
    readonly Documents documents;
    readonly IKeyring keyring;

    public KmsService(KeyStore keys, Documents documents, IKeyring keyring) : base(KmsShapes.Service)
    {
        this.keys = keys;
        this.documents = documents;
        this.keyring = keyring;

        Add(CreateKey, (CreateKeyRequest r) => NewKey(r));
        Add(DescribeKey, async (DescribeKeyRequest r, Call c) => (await keys.Find(r.KeyId, c)).Resource);
        Add(ListKeys, (ListKeysRequest r) => Arn.Any);
        Add(EnableKey, async (EnableKeyRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);
        Add(DisableKey, async (DisableKeyRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);
        Add(UpdateKeyDescription, async (UpdateKeyDescriptionRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);
        Add(ScheduleKeyDeletion, async (ScheduleKeyDeletionRequest r, Call c) =>
            (await keys.FindById(r.KeyId, c)).With("kms:schedulekeydeletionpendingwindowindays", (r.PendingWindowInDays ?? DefaultWindow).ToString()));
        Add(CancelKeyDeletion, async (CancelKeyDeletionRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);
        Add(GetKeyRotationStatus, async (GetKeyRotationStatusRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);

        Add(GetKeyPolicy, async (GetKeyPolicyRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);
        Add(PutKeyPolicy, async (PutKeyPolicyRequest r, Call c) =>
            (await keys.FindById(r.KeyId, c)).With("kms:bypasspolicylockoutsafetycheck", r.BypassPolicyLockoutSafetyCheck is true ? "true" : "false"));
        Add(ListKeyPolicies, async (ListKeyPoliciesRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);

        Add(CreateAlias, (CreateAliasRequest r, Call c) => AliasResource(r.AliasName, c));
        Add(UpdateAlias, (UpdateAliasRequest r, Call c) => AliasResource(r.AliasName, c));
        Add(DeleteAlias, (DeleteAliasRequest r, Call c) => AliasResource(r.AliasName, c));
        Add(ListAliases, (ListAliasesRequest r) => Arn.Any);

        Add(TagResource, async (TagResourceRequest r, Call c) => (await keys.FindById(r.KeyId, c)).WithTags(Tagging.Read(r.Tags)));
        Add(UntagResource, async (UntagResourceRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource with { TagKeys = r.TagKeys });
        Add(ListResourceTags, async (ListResourceTagsRequest r, Call c) => (await keys.FindById(r.KeyId, c)).Resource);

        Add(Encrypt, async (EncryptRequest r, Call c) => (await keys.Find(r.KeyId, c)).For(r.EncryptionContext), readOnly: true);
        Add(Decrypt, async (DecryptRequest r, Call c) => (await Source(r.KeyId, r.CiphertextBlob, c)).Key.For(r.EncryptionContext), readOnly: true);
        Add(ReEncrypt, async (ReEncryptRequest r, Call c) => (await Source(r.SourceKeyId, r.CiphertextBlob, c)).Key.For(r.SourceEncryptionContext),
            action: "kms:ReEncryptFrom", readOnly: true);
        Add(GenerateDataKey, async (GenerateDataKeyRequest r, Call c) => (await keys.Find(r.KeyId, c)).For(r.EncryptionContext), readOnly: true);
        Add(GenerateDataKeyWithoutPlaintext, async (GenerateDataKeyWithoutPlaintextRequest r, Call c) => (await keys.Find(r.KeyId, c)).For(r.EncryptionContext),
            readOnly: true);
        Add(GenerateRandom, (GenerateRandomRequest r) => Arn.Any, readOnly: true);
    }
}
