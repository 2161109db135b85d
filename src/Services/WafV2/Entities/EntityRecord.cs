namespace Redoubt.Services.WafV2.Entities;

/// <summary>What web ACLs, rule groups and sets have in common. Stored under the name, which is unique in its scope and never changes.</summary>
abstract record EntityRecord
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    /// <summary>Changes with the content, not with the tags; whoever changes or deletes must know the current one.</summary>
    public required string LockToken { get; init; }

    /// <summary>Empty for none, as AWS answers.</summary>
    public required string Description { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
