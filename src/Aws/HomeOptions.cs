namespace Redoubt.Aws;

/// <summary>The account and region that belong to this installation itself.</summary>
public sealed record HomeOptions(AccountId Account, Region Region);
