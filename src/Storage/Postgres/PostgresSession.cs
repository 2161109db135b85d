using Npgsql;
using NpgsqlTypes;

namespace Redoubt.Storage.Postgres;

/// <summary>A transaction for schema changes, with a connection of its own, under an advisory lock.</summary>
sealed class PostgresSession : ISession
{
    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;

    public PostgresSession(NpgsqlDataSource source)
    {
        connection = source.OpenConnection();
        transaction = connection.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);
        Execute($"select pg_advisory_xact_lock({PostgresStore.MigrationLock})");
    }

    public void Execute(string sql) => Execute(sql, []);

    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = value is long ? NpgsqlDbType.Bigint : NpgsqlDbType.Text });
        try { command.ExecuteNonQuery(); }
        catch (NpgsqlException fault) { throw PostgresFault.Of(fault); }
    }

    public List<T> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read)
    {
        using var command = Command(sql);
        PostgresStore.Bind(command.Parameters, args);
        try
        {
            using var reader = command.ExecuteReader();
            var row = new PostgresRow(reader);
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(row));
            return rows;
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault);
        }
    }

    public void Commit()
    {
        try { transaction.Commit(); }
        catch (NpgsqlException fault) { throw PostgresFault.Of(fault); }
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    // A migration may rewrite a large table: it takes what it takes.
    NpgsqlCommand Command(string sql) => new(sql, connection, transaction) { CommandTimeout = 0 };
}
