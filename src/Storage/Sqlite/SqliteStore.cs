using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Redoubt.Storage.Sqlite;

/// <summary>One file in a folder that this process alone may use; one connection writes, as many as are needed read.</summary>
sealed class SqliteStore : Store
{
    const int MaxIdleReaders = 16;

    readonly DataFolder folder;
    readonly string path;
    readonly Func<long> maxPages;
    readonly ConcurrentBag<SqliteConnection> readers = [];
    readonly List<(long Block, long Key, long Sequence)> keys = [];
    SqliteConnection? writer;
    Head head;

    SqliteStore(DataFolder folder, string path, Func<long> maxPages) => (this.folder, this.path, this.maxPages) = (folder, path, maxPages);

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Node => "local";

    /// <exception cref="StorageException">The folder or the file cannot be used, with the reason.</exception>
    public static SqliteStore Open(DataFolder folder, Func<long>? maxPages)
    {
        SqliteLibrary.Load();
        return new SqliteStore(folder, SqliteFile.Prepare(folder.Path), maxPages ?? (() => uint.MaxValue - 1));
    }

    public override ValueTask<List<T>> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var reader)) reader = SqliteConnection.OpenReader(path);
        try
        {
            var rows = reader.Prepare(sql).Read(args, read);
            Return(reader);
            return new(rows);
        }
        catch (Exception fault)
        {
            reader.Dispose();
            if (fault is BatchRejectedException) throw new StorageException("the database refused a query", fault);
            throw;
        }
    }

    // A damaged table is told of at once rather than by whichever call first needs it; damage deeper in one shows when it is read.
    public override void Start()
    {
        using var reader = SqliteConnection.OpenReader(path);
        foreach (var table in reader.Prepare("select name from sqlite_schema where type = 'table'").Read([], row => row.Text(0)))
            reader.Prepare($"select * from \"{table}\" limit 1").Read([], _ => true);
    }

    public override ISession BeginMigration() => new SqliteSession(SqliteConnection.OpenWriter(path, maxPages()));

    public override void Begin(Batch batch)
    {
        if (writer is null)
        {
            writer = SqliteConnection.OpenWriter(path, maxPages());
            head = writer.Prepare(JournalTables.Head).Read([], row => new Head(row.Number(0), row.Number(1)))[0];
        }

        writer.Prepare("begin immediate").Step();
        batch.Head = head;
        foreach (var address in batch.Addresses)
        {
            var version = writer.Prepare(address.Collection.Sql.Version);
            version.Bind(1, address.Scope);
            version.Bind(2, address.Id);
            if (!version.Step()) continue;
            batch.Versions[address] = version.Number(0);
            version.Reset();
        }
    }

    public override void Commit(Batch batch)
    {
        foreach (var write in batch.Writes) Write(write);
        Append(batch);
        var save = writer!.Prepare(JournalTables.SaveHead);
        save.Bind(1, batch.Head.Sequence);
        save.Bind(2, batch.Head.Version);
        save.Step();
        writer.Prepare("commit").Step();
        head = batch.Head;
    }

    public override void Rollback() => writer!.Prepare("rollback").Step();

    public override void Reset()
    {
        writer?.Dispose();
        writer = null;
    }

    public override ValueTask DisposeAsync()
    {
        // The last connection to close moves the log into the database file and removes it.
        while (readers.TryTake(out var reader)) reader.Dispose();
        Reset();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    void Return(SqliteConnection reader)
    {
        if (readers.Count < MaxIdleReaders) readers.Add(reader);
        else reader.Dispose();
    }

    void Write(DocumentOp write)
    {
        var (collection, scope, id) = write.Address;
        var statement = writer!.Prepare(write.Kind == OpKind.Delete ? collection.Sql.Delete : collection.Sql.Upsert);
        statement.Bind(1, scope);
        statement.Bind(2, id);
        if (write.Kind != OpKind.Delete)
        {
            statement.Bind(3, write.NewVersion);
            statement.Bind(4, collection.Shape);
            statement.BindText(5, write.Body);
            for (var i = 0; i < write.Indexes.Length; i++) statement.Bind(6 + i, write.Indexes[i]);
        }

        statement.Step();
    }

    void Append(Batch batch)
    {
        var insert = writer!.Prepare(JournalTables.InsertEvent);
        foreach (var entry in batch.Events)
        {
            insert.Bind(1, entry.Sequence);
            insert.Bind(2, entry.At);
            insert.Bind(3, entry.Event.Kind);
            insert.BindBytes(4, entry.Event.Body.Span);
            insert.Step();
        }

        AppendKeys(batch);
        var merge = writer.Prepare(JournalTables.MergeSpan);
        foreach (var span in batch.Spans)
        {
            merge.Bind(1, span.Block);
            merge.Bind(2, span.First);
            merge.Bind(3, span.Last);
            merge.Step();
        }
    }

    // In the order of the table, so that most keys are written where the last one was.
    void AppendKeys(Batch batch)
    {
        keys.Clear();
        foreach (var entry in batch.Events)
        {
            var block = Span.BlockOf(entry.Sequence);
            var own = entry.Event.Keys;
            for (var i = 0; i < own.Count; i++) keys.Add((block, own[i], entry.Sequence));
        }

        keys.Sort();
        var rows = CollectionsMarshal.AsSpan(keys);
        while (rows.Length >= JournalTables.KeysAtOnce)
        {
            WriteKeys(JournalTables.InsertKeys, rows[..JournalTables.KeysAtOnce]);
            rows = rows[JournalTables.KeysAtOnce..];
        }

        for (var i = 0; i < rows.Length; i++) WriteKeys(JournalTables.InsertKey, rows.Slice(i, 1));
    }

    void WriteKeys(string sql, ReadOnlySpan<(long Block, long Key, long Sequence)> rows)
    {
        var insert = writer!.Prepare(sql);
        for (var i = 0; i < rows.Length; i++)
        {
            insert.Bind((3 * i) + 1, rows[i].Block);
            insert.Bind((3 * i) + 2, rows[i].Key);
            insert.Bind((3 * i) + 3, rows[i].Sequence);
        }

        insert.Step();
    }
}
