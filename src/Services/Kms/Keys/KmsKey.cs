using System.Security.Cryptography;
using Redoubt.Services.Kms.Crypto;
using Redoubt.Storage;

namespace Redoubt.Services.Kms.Keys;

/// <summary>A key ready for use: opened, its policy compiled. Immutable; a change of the record makes a new one.</summary>
sealed class KmsKey
{
    readonly Dictionary<string, byte[]> materials;
    readonly CiphertextHeader header;
    readonly Dictionary<string, IReadOnlyList<string>> conditions;

    public KmsKey(Versioned<KeyRecord> document, IKeyring keyring, CompiledPolicy policy)
    {
        Document = document;
        Policy = policy;
        Arn = Arn.Parse(Record.Arn);
        materials = Record.Materials.ToDictionary(material => material.Id, material => material.Open(keyring, Arn));
        header = new(AccountId.Parse(Arn.Account.ToString()), Region.Parse(Arn.Region.ToString()), Guid.Parse(Record.KeyId), Record.Materials[^1].Id);
        conditions = new(StringComparer.Ordinal)
        {
            ["kms:keyspec"] = [Record.Spec],
            ["kms:keyusage"] = [Record.Usage],
            ["kms:keyorigin"] = [OriginType.AwsKms],
            ["kms:encryptionalgorithm"] = [EncryptionAlgorithmSpec.SymmetricDefault],
        };
        Resource = Describe(conditions);
    }

    public Versioned<KeyRecord> Document { get; }

    public KeyRecord Record => Document.Value;

    public Arn Arn { get; }

    public CompiledPolicy Policy { get; }

    /// <summary>The key for authorisation, without an encryption context.</summary>
    public Resource Resource { get; }

    /// <summary>The key for authorisation of a cryptographic operation.</summary>
    public Resource For(IReadOnlyDictionary<string, string>? context)
    {
        if (context is null or { Count: 0 }) return Resource;
        var all = new Dictionary<string, IReadOnlyList<string>>(conditions, StringComparer.Ordinal) { ["kms:encryptioncontextkeys"] = [.. context.Keys] };
        // Condition keys ignore case, names in a context do not: of names that differ in nothing else every value counts.
        foreach (var (name, value) in context)
        {
            var key = "kms:encryptioncontext:" + name.ToLowerInvariant();
            all[key] = all.TryGetValue(key, out var others) ? [.. others, value] : [value];
        }
        return Describe(all);
    }

    /// <summary>The key for authorisation with a condition key that only this request has.</summary>
    public Resource With(string conditionKey, string value) => Describe(new(conditions, StringComparer.Ordinal) { [conditionKey] = [value] });

    /// <summary>The key for authorisation of a change of its tags.</summary>
    public Resource WithTags(IReadOnlyDictionary<string, string> tags) => Resource with { RequestTags = tags };

    /// <summary>Returns where the key may encrypt and decrypt now.</summary>
    /// <exception cref="AwsError">It is disabled, or pending deletion.</exception>
    public KmsKey Usable() => Record.State switch
    {
        KeyState.Enabled => this,
        KeyState.Disabled => throw KmsErrors.Disabled(Arn),
        _ => throw KmsErrors.PendingDeletion(Arn),
    };

    public byte[] Encrypt(ReadOnlySpan<byte> plaintext, IReadOnlyDictionary<string, string>? context) =>
        header.Seal(materials[header.MaterialId], plaintext, new(context));

    /// <exception cref="AwsError">InvalidCiphertextException, for everything that is wrong with blob or context.</exception>
    public byte[] Decrypt(in CiphertextHeader from, ReadOnlySpan<byte> blob, IReadOnlyDictionary<string, string>? context)
    {
        if (!materials.TryGetValue(from.MaterialId, out var material)) throw KmsErrors.InvalidCiphertext();
        try
        {
            return from.Open(material, blob, new(context));
        }
        catch (CryptographicException)
        {
            throw KmsErrors.InvalidCiphertext();
        }
    }

    Resource Describe(Dictionary<string, IReadOnlyList<string>> with) => new(Arn)
    {
        Type = "AWS::KMS::Key",
        Policy = Policy,
        PolicyRule = ResourcePolicyRule.MustDelegate,
        Tags = Record.Tags,
        Conditions = with,
    };
}
