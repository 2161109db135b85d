using Microsoft.Extensions.DependencyInjection;
using Redoubt.Aws;
using Redoubt.Aws.Shapes;
using Redoubt.Services.Kms.Aliases;
using Redoubt.Services.Kms.Crypto;
using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

/// <summary>KMS and the key ring over the root key.</summary>
public static class KmsModule
{
    /// <summary>The models, with the operations that are implemented.</summary>
    public static IReadOnlyList<ServiceShape> Models { get; } = [KmsShapes.Service];

    /// <summary>KMS's tables.</summary>
    public static Schema Schema { get; } = new("kms",
    [
        Migration.Collection(RootKeyRecord.Collection),
        Migration.Collection(KeyRecord.Collection),
        Migration.Collection(AliasRecord.Collection),
    ]);

    /// <summary>Opens the root key that the database was encrypted under, or makes one for a new database.</summary>
    /// <param name="path">The root key's file.</param>
    /// <exception cref="StorageException">The root key is lost, or another one.</exception>
    public static async Task<OpenedKeyring> OpenKeyring(Database database, string path, CancellationToken ct)
    {
        var root = await RootKeyRecord.Open(database, path, ct);
        return new(new Keyring(root), root.Protection);
    }

    public static IServiceCollection AddKms(this IServiceCollection services) => services
        .AddSingleton<KeyStore>()
        .AddSingleton<AwsService, KmsService>()
        .AddHostedService<KeyDeletion>();
}

/// <summary>The key ring, and in one sentence how well its root key is protected.</summary>
public sealed record OpenedKeyring(IKeyring Keyring, string Protection);
