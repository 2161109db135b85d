using Redoubt.Storage;

namespace Redoubt.Services.Iam.AccessKeys;

/// <summary>An access key as it is stored.</summary>
sealed record AccessKeyRecord
{
    /// <summary>Where the secrets are sealed; the context is the key's id.</summary>
    public const string Domain = "iam/access-keys";

    /// <summary>Access keys are found before the account is known: the scope is empty, the id the key's.</summary>
    public static readonly Collection<AccessKeyRecord> Collection = new("iam_access_keys") { Indexes = ["Owner"] };

    /// <summary>The one scope of access keys.</summary>
    public const string Scope = "";

    public required string AccessKeyId { get; init; }

    public required string Account { get; init; }

    /// <summary>Null for a key of the account's root.</summary>
    public string? UserName { get; init; }

    /// <summary>Whose it is, to find a user's keys: see <see cref="OwnerOf"/>.</summary>
    public required string Owner { get; init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public required string Status { get; init; }

    public required byte[] SealedSecret { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The owner of a user's keys, or with null of the root's.</summary>
    public static string OwnerOf(string account, string? userName) => $"{account}/{userName?.ToLowerInvariant() ?? ":root"}";

    /// <summary>Makes a new active key.</summary>
    /// <param name="secret">The secret access key, for the one who asked; it cannot be shown again.</param>
    public static AccessKeyRecord Generate(string account, string? userName, IKeyring keyring, DateTimeOffset now, out string secret)
    {
        var id = Ids.Iam("AKIA", 20);
        secret = Ids.Alphanumeric(40);
        return new AccessKeyRecord
        {
            AccessKeyId = id,
            Account = account,
            UserName = userName,
            Owner = OwnerOf(account, userName),
            Status = StatusType.Active,
            SealedSecret = keyring.Seal(Domain, System.Text.Encoding.UTF8.GetBytes(secret), id),
            Created = now,
        };
    }
}
