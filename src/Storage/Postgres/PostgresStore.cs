using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Redoubt.Storage.Postgres;

/// <summary>
/// PostgreSQL, shared by any number of nodes. A batch takes an advisory lock for its transaction, so that batches of all nodes come
/// one after the other: sequence order is commit order, and nothing becomes visible behind a reader's back.
/// A batch costs two round trips, whatever is in it: one to lock and look, one to write and commit.
/// </summary>
sealed class PostgresStore : Store
{
    public const long MigrationLock = 0x5244_4254_0001, WriteLock = 0x5244_4254_0002;

    const int OldestServer = 13;

    readonly NpgsqlDataSource source;
    readonly PostgresListener listener;
    readonly PostgresWriter writer;

    PostgresStore(NpgsqlDataSource source, PostgresListener listener, string node)
    {
        (this.source, this.listener, Node) = (source, listener, node);
        writer = new PostgresWriter(source, node);
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override string Node { get; }

    /// <exception cref="StorageException">The server cannot be reached or used, with the reason.</exception>
    public static async Task<PostgresStore> Open(
        string connection, ChangeFeed changes, Signal committed, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        NpgsqlDataSource? source = null;
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
            settings.ApplicationName ??= "redoubt";
            source = NpgsqlDataSource.Create(settings);
            await Check(source, ct);
            var node = Ids.Alphanumeric(16);
            return new PostgresStore(source, new PostgresListener(settings.ConnectionString, node, changes, committed, clock, logger), node);
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException)
        {
            if (source is not null) await source.DisposeAsync();
            throw fault is ArgumentException
                ? new StorageException("the PostgreSQL connection string cannot be read", fault)
                : new StorageException($"cannot use the PostgreSQL database: {fault.Message}", fault);
        }
        catch
        {
            if (source is not null) await source.DisposeAsync();
            throw;
        }
    }

    public override void Start() => listener.Start();

    public override ValueTask<List<T>> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read, CancellationToken ct)
    {
        var command = source.CreateCommand(sql);
        Bind(command.Parameters, args);
        return Run(command, read, ct);
    }

    public override ISession BeginMigration()
    {
        try { return new PostgresSession(source); }
        catch (NpgsqlException fault) { throw PostgresFault.Of(fault); }
    }

    public override void Begin(Batch batch) => writer.Begin(batch);

    public override void Commit(Batch batch) => writer.Commit(batch);

    public override void Rollback() => writer.Rollback();

    public override void Reset() => writer.Reset();

    public override async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        writer.Reset();
        await source.DisposeAsync();
    }

    public static void Bind(NpgsqlParameterCollection parameters, ReadOnlySpan<Arg> args)
    {
        foreach (var arg in args)
        {
            if (arg.Text is { } text) parameters.Add(new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text });
            else parameters.Add(new NpgsqlParameter<long> { TypedValue = arg.Number, NpgsqlDbType = NpgsqlDbType.Bigint });
        }
    }

    static async ValueTask<List<T>> Run<T>(NpgsqlCommand command, RowReader<T> read, CancellationToken ct)
    {
        try
        {
            await using (command)
            await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, ct))
            {
                var row = new PostgresRow(reader);
                var rows = new List<T>();
                while (await reader.ReadAsync(ct)) rows.Add(read(row));
                return rows;
            }
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault) is BatchRejectedException rejected ? new StorageException("the database refused a query", rejected) : PostgresFault.Of(fault);
        }
    }

    static async Task Check(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select current_setting('server_version_num')::int / 10000, current_setting('server_encoding')");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        if (reader.GetInt32(0) < OldestServer) throw new StorageException($"the PostgreSQL server is version {reader.GetInt32(0)}; {OldestServer} is the oldest that will do");
        if (reader.GetString(1) != "UTF8") throw new StorageException($"the PostgreSQL database is encoded in {reader.GetString(1)}; it must be UTF8");
    }
}
