using System.Text;
using Redoubt.Storage;

namespace Redoubt.Services.Iam.AccessKeys;

/// <summary>The access key of an account's root, made at the first start, for whoever owns the data folder.</summary>
public sealed class RootCredentials(Documents documents, IJournal journal, IKeyring keyring, TimeProvider clock)
{
    // Says which access key is the root's, so that two nodes that start at once agree on one.
    internal static readonly Collection<RootKeyPointer> Collection = new("iam_root_keys");

    /// <summary>True where the account's root has an access key already.</summary>
    public static async Task<bool> Exist(Documents documents, AccountId account, CancellationToken ct) =>
        await documents.Get(Collection, "", account.ToString(), ct) is not null;

    /// <summary>The root's access key of an account, made if there is none.</summary>
    public async Task<RootAccessKey> Ensure(AccountId account, CancellationToken ct)
    {
        while (true)
        {
            if (await documents.Get(Collection, "", account.ToString(), ct) is { } pointer) return await Read(pointer.Value.AccessKeyId, ct);
            var key = AccessKeyRecord.Generate(account.ToString(), null, keyring, clock.GetUtcNow(), out var secret);
            var work = journal.Begin();
            work.Insert(Collection, "", account.ToString(), new RootKeyPointer(key.AccessKeyId));
            work.Insert(AccessKeyRecord.Collection, AccessKeyRecord.Scope, key.AccessKeyId, key);
            try
            {
                await work.Commit(ct);
                return new(key.AccessKeyId, secret);
            }
            catch (ConflictException)
            {
                // Another node made one meanwhile: take that.
            }
        }
    }

    async Task<RootAccessKey> Read(string accessKeyId, CancellationToken ct)
    {
        var key = await documents.Get(AccessKeyRecord.Collection, AccessKeyRecord.Scope, accessKeyId, ct)
            ?? throw new StorageException($"the root's access key {accessKeyId} is missing");
        return new(accessKeyId, Encoding.UTF8.GetString(keyring.Open(AccessKeyRecord.Domain, key.Value.SealedSecret, accessKeyId)));
    }
}

/// <param name="AccessKeyId">The root's access key.</param>
sealed record RootKeyPointer(string AccessKeyId);

/// <summary>An access key with its secret; has no text form.</summary>
public sealed record RootAccessKey(string AccessKeyId, string SecretAccessKey)
{
    public override string ToString() => AccessKeyId;
}
