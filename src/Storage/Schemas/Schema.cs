namespace Redoubt.Storage;

/// <summary>
/// A module's tables: every step from nothing to today, in the order the steps were invented. A step's number is its place;
/// steps are added at the end and never changed, removed or moved.
/// </summary>
public sealed class Schema
{
    /// <param name="module">The module's name, such as <c>kms</c>.</param>
    public Schema(string module, IReadOnlyList<Migration> migrations)
    {
        Module = Names.Collection(module);
        Migrations = migrations;
        foreach (var migration in migrations) migration.Prepare(migrations);
    }

    public string Module { get; }

    public IReadOnlyList<Migration> Migrations { get; }

    internal IEnumerable<Collection> Collections => Migrations.OfType<CollectionMigration>().Select(m => m.Table);
}
