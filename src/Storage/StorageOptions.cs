namespace Redoubt.Storage;

/// <summary>Where the product keeps its state.</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// A folder, which will hold an SQLite database, or a PostgreSQL connection string such as
    /// <c>Host=db;Database=redoubt;Username=redoubt</c> (version 13 or newer, encoding UTF8).
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>For tests of a full disk: the most pages SQLite may use; read again whenever its writer is opened.</summary>
    internal Func<long>? MaxPages { get; init; }

    internal bool IsPostgres =>
        Connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) || Connection.Contains("Server=", StringComparison.OrdinalIgnoreCase);
}
