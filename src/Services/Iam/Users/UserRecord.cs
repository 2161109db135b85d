using Redoubt.Storage;

namespace Redoubt.Services.Iam.Users;

/// <summary>An IAM user as it is stored.</summary>
sealed record UserRecord
{
    /// <summary>The scope is the account, the id <see cref="Key"/> of the name.</summary>
    public static readonly Collection<UserRecord> Collection = new("iam_users") { ResourceType = "AWS::IAM::User", Arn = user => user.Arn };

    public required string UserName { get; init; }

    public required string UserId { get; init; }

    public required string Path { get; init; }

    public required string Account { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Inline policies: documents by name.</summary>
    public required IReadOnlyDictionary<string, string> InlinePolicies { get; init; }

    /// <summary>ARNs of attached managed policies, in the order they were attached.</summary>
    public required IReadOnlyList<string> AttachedPolicies { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public Arn Arn => Redoubt.Arn.Global("iam", AccountId.Parse(Account), $"user{Path}{UserName}");

    /// <summary>Names of users differ in more than case, so the id is in lower case.</summary>
    public static string Key(string userName) => userName.ToLowerInvariant();
}
