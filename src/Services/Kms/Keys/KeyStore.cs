using Redoubt.Services.Kms.Aliases;
using Redoubt.Services.Kms.Crypto;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Keys;

/// <summary>Finds keys by every name a caller may use: id, ARN, alias name, alias ARN.</summary>
sealed class KeyStore(Documents documents, IKeyring keyring, IAuthorizer authorizer) : IDisposable
{
    const string AliasPrefix = "alias/", KeyPrefix = "key/";

    readonly DocumentCache<KeyRecord, KmsKey> keys = new(documents, KeyRecord.Collection,
        document => new KmsKey(document, keyring, authorizer.Compile(document.Value.Policy, PolicyKind.Resource)));

    readonly DocumentCache<AliasRecord, Versioned<AliasRecord>> aliases = new(documents, AliasRecord.Collection, document => document);

    public void Dispose()
    {
        keys.Dispose();
        aliases.Dispose();
    }

    /// <summary>The key that the caller means.</summary>
    /// <exception cref="AwsError">There is no such key.</exception>
    public ValueTask<KmsKey> Find(string name, Call call)
    {
        var (scope, resource) = Locate(name, call);
        return resource.StartsWith(AliasPrefix, StringComparison.Ordinal)
            ? FindAliased(scope, resource, call)
            : FindKey(scope, resource.StartsWith(KeyPrefix, StringComparison.Ordinal) ? resource[KeyPrefix.Length..] : resource, call);
    }

    /// <summary>The key that a management operation names, which must not be an alias.</summary>
    public ValueTask<KmsKey> FindById(string name, Call call)
    {
        var (scope, resource) = Locate(name, call);
        if (resource.StartsWith(AliasPrefix, StringComparison.Ordinal)) throw KmsErrors.InvalidKeyId(name);
        return FindKey(scope, resource.StartsWith(KeyPrefix, StringComparison.Ordinal) ? resource[KeyPrefix.Length..] : resource, call);
    }

    /// <summary>The key that a ciphertext names.</summary>
    /// <exception cref="AwsError">InvalidCiphertextException: no ciphertext of ours, or of a key that is gone.</exception>
    public async ValueTask<(KmsKey Key, CiphertextHeader Header)> Find(byte[] blob, Call call)
    {
        if (!CiphertextHeader.TryRead(blob, out var header) || header.Region != call.Region) throw KmsErrors.InvalidCiphertext();
        var key = await Existing($"{header.Account}/{header.Region}", header.KeyId.ToString(), call);
        return (key ?? throw KmsErrors.InvalidCiphertext(), header);
    }

    /// <summary>The alias's document, or null.</summary>
    public ValueTask<Versioned<AliasRecord>?> Alias(string aliasName, Call call) => aliases.Get(call.Scope, aliasName, call.Aborted);

    async ValueTask<KmsKey> FindAliased(string scope, string alias, Call call)
    {
        var found = await aliases.Get(scope, alias, call.Aborted);
        if (found is null) throw KmsErrors.AliasNotFound(Arn.Parse($"arn:aws:kms:{call.Region}:{scope[..12]}:{alias}"));
        return await FindKey(scope, found.Value.TargetKeyId, call);
    }

    async ValueTask<KmsKey> FindKey(string scope, string keyId, Call call)
    {
        if (!Guid.TryParseExact(keyId, "D", out _)) throw KmsErrors.InvalidKeyId(keyId);
        return await Existing(scope, keyId, call) ?? throw KmsErrors.NotFound(Arn.Parse($"arn:aws:kms:{call.Region}:{scope[..12]}:key/{keyId}"));
    }

    // A key is gone when its waiting period is over, whenever what is left of it is cleared away.
    async ValueTask<KmsKey?> Existing(string scope, string keyId, Call call) =>
        await keys.Get(scope, keyId, call.Aborted) is { } key && !(key.Record.DeletionDate <= call.Time) ? key : null;

    // Where to look, and for what: the part of an ARN after the account, or the name itself.
    static (string Scope, string Resource) Locate(string name, Call call)
    {
        if (!name.StartsWith("arn:", StringComparison.Ordinal)) return (call.Scope, name);
        if (!Arn.TryParse(name, out var arn) || !arn.Service.SequenceEqual("kms") || !AccountId.TryParse(arn.Account.ToString(), out var account))
            throw KmsErrors.InvalidArn(name);
        if (!arn.Region.SequenceEqual(call.Region.ToString())) throw KmsErrors.InvalidArn(arn.Region.ToString());
        return ($"{account}/{call.Region}", arn.Resource.ToString());
    }
}
