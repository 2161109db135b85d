using System.Security.Cryptography;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Crypto;

/// <summary>Tells whether a root key is the one this database was encrypted under: a value sealed under it.</summary>
/// <param name="Check">Opens only under the right root.</param>
sealed record RootKeyRecord(byte[] Check)
{
    public static readonly Collection<RootKeyRecord> Collection = new("kms_root_key");

    const string Domain = "kms/root-check", Id = "check";

    /// <inheritdoc cref="KmsModule.OpenKeyring"/>
    public static async Task<RootKey> Open(Database database, string path, CancellationToken ct)
    {
        var known = await database.Documents.Get(Collection, "", Id, ct);
        var root = RootKey.FromFile(path, mayCreate: known is null);
        if (known is null) known = await Claim(database, root, ct);
        try
        {
            new Keyring(root).Open(Domain, known.Value.Check, Id);
            return root;
        }
        catch (CryptographicException)
        {
            root.Dispose();
            throw new StorageException($"{path} is not the root key that this database was encrypted under; restore the right one from your backup");
        }
    }

    // The first node to start on a new database decides; others must have been given its key.
    static async Task<Versioned<RootKeyRecord>> Claim(Database database, RootKey root, CancellationToken ct)
    {
        var work = database.Journal.Begin();
        work.Insert(Collection, "", Id, new RootKeyRecord(new Keyring(root).Seal(Domain, [], Id)));
        try
        {
            await work.Commit(ct);
        }
        catch (ConflictException)
        {
            // Another node was first; its value is checked like any other.
        }
        return (await database.Documents.Get(Collection, "", Id, ct))!;
    }
}
