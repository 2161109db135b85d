using Redoubt.Storage;

namespace Redoubt.Services.Kms.Aliases;

/// <summary>An alias as it is stored.</summary>
sealed record AliasRecord
{
    /// <summary>The scope is the account and region, the id the alias's name.</summary>
    public static readonly Collection<AliasRecord> Collection = new("kms_aliases")
    {
        Indexes = ["TargetKeyId"],
        ResourceType = "AWS::KMS::Alias",
        Arn = alias => Redoubt.Arn.Parse(alias.Arn),
    };

    /// <summary>With the prefix <c>alias/</c>.</summary>
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string TargetKeyId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}
