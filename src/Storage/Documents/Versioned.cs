namespace Redoubt.Storage;

/// <summary>A document as it was read.</summary>
/// <param name="Collection">Where it is from.</param>
/// <param name="Scope">Whose it is: an account, an account and region, or empty.</param>
/// <param name="Id">Its id within the scope.</param>
/// <param name="Value">The document.</param>
/// <param name="Version">Unique among all writes to the database, so that a document deleted and made again is a different one.</param>
public sealed record Versioned<T>(Collection<T> Collection, string Scope, string Id, T Value, long Version) where T : notnull;
