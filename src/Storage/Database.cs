using Microsoft.Extensions.Logging;
using Redoubt.Storage.Postgres;
using Redoubt.Storage.Sqlite;

namespace Redoubt.Storage;

/// <summary>The open database, brought to the program's schema.</summary>
public sealed partial class Database : IAsyncDisposable
{
    readonly Store store;
    readonly Writer writer;
    int closed;

    Database(Store store, Writer writer, Documents documents, Journal journal, Leases leases)
    {
        (this.store, this.writer) = (store, writer);
        (Documents, Journal, Leases) = (documents, journal, leases);
    }

    public Documents Documents { get; }

    public IJournal Journal { get; }

    public Leases Leases { get; }

    /// <param name="schemas">Every module's tables.</param>
    /// <exception cref="StorageException">The database cannot be used, with the reason; an unusable one is left as it is.</exception>
    public static async Task<Database> Open(
        StorageOptions options, IReadOnlyList<Schema> schemas, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        IReadOnlyList<Schema> all = [JournalTables.Schema, .. schemas];
        var changes = new ChangeFeed(logger);
        var committed = new Signal();
        Store store = options.IsPostgres
            ? await PostgresStore.Open(options.Connection, changes, committed, clock, logger, ct)
            : OpenSqlite(options, logger);
        try
        {
            Migrator.Apply(store, all, logger);
            store.Start();
            var writer = new Writer(store, changes, committed, [.. all.SelectMany(s => s.Collections)], logger);
            var documents = new Documents(store, changes);
            var journal = new Journal(store, writer, committed, clock);
            return new Database(store, writer, documents, journal, new Leases(documents, journal, clock, store.Node));
        }
        catch (BatchRejectedException rejected)
        {
            await store.DisposeAsync();
            throw new StorageException($"the schema could not be applied: {rejected.Message}", rejected);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Commits what is waiting and closes. Reads must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0) return;
        await writer.DisposeAsync();
        await store.DisposeAsync();
    }

    static SqliteStore OpenSqlite(StorageOptions options, ILogger logger)
    {
        var folder = DataFolder.Open(options.Connection);
        try
        {
            if (Disk.IsOpenToOthers(folder.Path)) Log.OpenToOthers(logger, folder.Path);
            return SqliteStore.Open(folder, options.MaxPages);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "folder {Folder} can be entered by other users; its files cannot be read by them")]
        public static partial void OpenToOthers(ILogger logger, string folder);
    }
}
