using System.Security.Cryptography;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Keys;

/// <summary>A KMS key as it is stored.</summary>
sealed record KeyRecord
{
    /// <summary>The scope is the owner's account and region, the id the key's.</summary>
    public static readonly Collection<KeyRecord> Collection = new("kms_keys")
    {
        Indexes = ["State"],
        ResourceType = "AWS::KMS::Key",
        Arn = key => Redoubt.Arn.Parse(key.Arn),
    };

    public required string KeyId { get; init; }

    public required string Arn { get; init; }

    /// <summary>One of <c>KeyState</c>'s values.</summary>
    public required string State { get; init; }

    /// <summary>One of <c>KeySpec</c>'s values.</summary>
    public required string Spec { get; init; }

    /// <summary>One of <c>KeyUsageType</c>'s values.</summary>
    public required string Usage { get; init; }

    public required string Description { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When a key pending deletion is deleted.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    /// <summary>The key policy.</summary>
    public required string Policy { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>All materials, oldest first: the last encrypts, every one decrypts.</summary>
    public required IReadOnlyList<KeyMaterial> Materials { get; init; }
}

/// <summary>One generation of a key's secret, sealed at rest.</summary>
/// <param name="Id">64 hexadecimal digits, named in ciphertexts.</param>
/// <param name="Sealed">Sealed by the key ring; its context is the key's ARN and this id.</param>
sealed record KeyMaterial(string Id, byte[] Sealed, DateTimeOffset Created)
{
    /// <summary>Where key materials are sealed.</summary>
    public const string Domain = "kms/material";

    /// <summary>Makes new random material of 256 bits.</summary>
    public static KeyMaterial Generate(IKeyring keyring, Arn key, DateTimeOffset now)
    {
        var id = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var secret = RandomNumberGenerator.GetBytes(32);
        var result = new KeyMaterial(id, keyring.Seal(Domain, secret, Context(key, id)), now);
        CryptographicOperations.ZeroMemory(secret);
        return result;
    }

    /// <summary>The secret in the clear.</summary>
    public byte[] Open(IKeyring keyring, Arn key) => keyring.Open(Domain, Sealed, Context(key, Id));

    static string Context(Arn key, string id) => $"{key}|{id}";
}
