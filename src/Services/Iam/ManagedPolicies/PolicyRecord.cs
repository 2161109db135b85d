using Redoubt.Storage;

namespace Redoubt.Services.Iam.ManagedPolicies;

/// <summary>A customer managed policy as it is stored.</summary>
sealed record PolicyRecord
{
    /// <summary>The scope is the account, the id <see cref="Key"/> of the name.</summary>
    public static readonly Collection<PolicyRecord> Collection = new("iam_policies")
    {
        ResourceType = "AWS::IAM::Policy",
        Arn = policy => Redoubt.Arn.Parse(policy.Arn),
    };

    public required string PolicyName { get; init; }

    public required string PolicyId { get; init; }

    public required string Path { get; init; }

    public required string Arn { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required string DefaultVersion { get; init; }

    /// <summary>At most five, oldest first.</summary>
    public required IReadOnlyList<PolicyVersionRecord> Versions { get; init; }

    /// <summary>The number of the next version; numbers are never given twice.</summary>
    public required int NextVersion { get; init; }

    /// <summary>
    /// How many identities it is attached to. Kept in the record so that attaching and deleting at once is a conflict.
    /// </summary>
    public required int Attachments { get; init; }

    /// <summary>Names of policies differ in more than case and path, so the id is the name in lower case.</summary>
    public static string Key(string policyName) => policyName.ToLowerInvariant();

    /// <summary>The same of the name that a policy's ARN ends in.</summary>
    public static string KeyOf(string policyArn) => Key(policyArn[(policyArn.LastIndexOf('/') + 1)..]);
}

/// <summary>One version of a managed policy.</summary>
/// <param name="Id">Such as <c>v2</c>.</param>
sealed record PolicyVersionRecord(string Id, string Document, DateTimeOffset Created);
