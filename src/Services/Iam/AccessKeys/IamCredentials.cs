using Redoubt.Services.Iam.Users;
using Redoubt.Storage;

namespace Redoubt.Services.Iam.AccessKeys;

/// <summary>Finds what an access key stands for. A key found once is answered from memory until it or its owner changes.</summary>
sealed class IamCredentials(Documents documents, IKeyring keyring, UserStore users) : ICredentials, IDisposable
{
    readonly DocumentCache<AccessKeyRecord, Entry> keys = new(documents, AccessKeyRecord.Collection, document => new Entry(document.Value, keyring));

    public async ValueTask<Credential?> Find(string accessKeyId, string? sessionToken, CancellationToken ct)
    {
        var entry = await keys.Get(AccessKeyRecord.Scope, accessKeyId, ct);
        if (entry is null || entry.Key.Status != StatusType.Active) return null;
        if (entry.Key.UserName is null) return entry.Credential ??= entry.For(Principal.Root(AccountId.Parse(entry.Key.Account)));

        var user = await users.Find(entry.Key.Account, entry.Key.UserName, ct);
        if (user is null) return null;
        if (entry.Credential is not { } known || !ReferenceEquals(known.Principal, user.Principal)) entry.Credential = known = entry.For(user.Principal);
        return known;
    }

    public void Dispose() => keys.Dispose();

    sealed class Entry(AccessKeyRecord key, IKeyring keyring)
    {
        readonly byte[] secret = keyring.Open(AccessKeyRecord.Domain, key.SealedSecret, key.AccessKeyId);

        public AccessKeyRecord Key => key;

        // Replaced, never changed: two calls that both make one do no harm.
        public Credential? Credential { get; set; }

        public Credential For(Principal principal) => new(key.AccessKeyId, secret, principal);
    }
}
