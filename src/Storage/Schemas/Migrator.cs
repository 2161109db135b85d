using Microsoft.Extensions.Logging;

namespace Redoubt.Storage;

/// <summary>Brings a database to the program's schema, in one transaction, under a lock that other processes respect.</summary>
static partial class Migrator
{
    const string Versions = "create table if not exists schema_version (module text not null primary key, version integer not null)";

    /// <exception cref="StorageException">The database is newer than the program; nothing was touched.</exception>
    public static void Apply(Store store, IReadOnlyList<Schema> schemas, ILogger logger)
    {
        using var session = store.BeginMigration();
        session.Execute(Versions);
        var applied = session.Query("select module, version from schema_version", [], row => (Module: row.Text(0), Version: (int)row.Number(1)))
            .ToDictionary(row => row.Module, row => row.Version);
        foreach (var schema in schemas)
            if (applied.GetValueOrDefault(schema.Module) is var version && version > schema.Migrations.Count)
                throw new StorageException($"the database is newer than this program: `{schema.Module}` is at {version}, the program knows {schema.Migrations.Count}");
        foreach (var schema in schemas)
            Apply(session, store.Dialect, schema, applied.GetValueOrDefault(schema.Module), logger);
        session.Commit();
    }

    static void Apply(ISession session, Dialect dialect, Schema schema, int from, ILogger logger)
    {
        if (from == schema.Migrations.Count) return;
        for (var step = from; step < schema.Migrations.Count; step++) schema.Migrations[step].Apply(session, dialect);
        session.Execute("insert into schema_version (module, version) values ($1, $2) on conflict (module) do update set version = excluded.version",
            schema.Module, (long)schema.Migrations.Count);
        Log.Migrated(logger, schema.Module, from, schema.Migrations.Count);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "schema {Module} brought from {From} to {To}")]
        public static partial void Migrated(ILogger logger, string module, int from, int to);
    }
}
