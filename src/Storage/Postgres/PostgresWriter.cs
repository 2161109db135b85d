using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Redoubt.Storage.Postgres;

/// <summary>The writer's connection: batches in two round trips. Used by the writer's thread alone, which it blocks.</summary>
sealed class PostgresWriter(NpgsqlDataSource source, string node)
{
    const int MaxResolveAttempts = 10;

    // A node that hangs inside a transaction must not hold the others up for longer; never less durable than the server's default.
    const string Setup = "set idle_in_transaction_session_timeout = '15s'; "
        + "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

    static readonly string Lock = $"select pg_advisory_xact_lock({PostgresStore.WriteLock})";

    NpgsqlConnection? connection;
    string transaction = "";

    /// <summary>First round trip: begin, lock, and read what the batch asks.</summary>
    public void Begin(Batch batch)
    {
        try
        {
            connection ??= Connect();
            using var commands = new NpgsqlBatch(connection);
            Add(commands, "begin isolation level read committed");
            Add(commands, Lock);
            Add(commands, "select seq, version, pg_current_xact_id()::text from head");
            var asked = batch.Addresses.GroupBy(a => a.Collection).Select(g => (Collection: g.Key, Addresses: g.ToArray())).ToArray();
            foreach (var (collection, addresses) in asked)
                Add(commands, collection.Sql.Versions, Texts([.. addresses.Select(a => a.Scope)]), Texts([.. addresses.Select(a => a.Id)]));
            using var reader = commands.ExecuteReader();
            reader.NextResult();
            reader.Read();
            batch.Head = new Head(reader.GetInt64(0), reader.GetInt64(1));
            transaction = reader.GetString(2);
            foreach (var (_, addresses) in asked)
            {
                reader.NextResult();
                while (reader.Read()) batch.Versions[addresses[reader.GetInt64(0) - 1]] = reader.GetInt64(1);
            }
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault);
        }
    }

    /// <summary>Second round trip: write, notify and commit.</summary>
    public void Commit(Batch batch)
    {
        try
        {
            using var commands = new NpgsqlBatch(connection);
            foreach (var write in batch.Writes) Add(commands, write);
            if (batch.Events.Count > 0) AddEvents(commands, batch);
            Add(commands, JournalTables.SaveHead, Number(batch.Head.Sequence), Number(batch.Head.Version));
            Add(commands, "select pg_notify($1, n) from unnest($2) as n", Text(Notice.Channel), Texts(Notice.Of(batch, node)));
            Add(commands, "commit");
            commands.ExecuteNonQuery();
        }
        catch (PostgresException refused) when (refused.InvariantSeverity == "ERROR")
        {
            throw PostgresFault.Of(refused);
        }
        catch (NpgsqlException lost)
        {
            // Also when the server said why it ends the connection: it may have committed before it did.
            if (!HasCommitted(lost)) throw PostgresFault.Of(lost);
        }
    }

    public void Rollback()
    {
        try
        {
            using var command = new NpgsqlCommand("rollback", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFault.Of(fault);
        }
    }

    public void Reset()
    {
        if (connection is null) return;
        // A connection that fails to close is gone as well.
        try { connection.Dispose(); }
        catch (NpgsqlException) { }
        connection = null;
    }

    // The connection broke while committing: only the server knows what became of the transaction, so ask it.
    bool HasCommitted(NpgsqlException lost)
    {
        Reset();
        using var pause = new ManualResetEventSlim();
        for (var attempt = 1; attempt <= MaxResolveAttempts; attempt++)
        {
            try
            {
                using var command = source.CreateCommand("select pg_xact_status($1::xid8)");
                command.Parameters.Add(Text(transaction));
                var status = command.ExecuteScalar() as string;
                if (status != "in progress") return status == "committed";
            }
            catch (NpgsqlException) when (attempt < MaxResolveAttempts)
            {
                // Not reachable yet.
            }
            catch (NpgsqlException fault)
            {
                throw new StorageException("the database server was lost while committing, and has not come back to say whether it did", fault);
            }

            pause.Wait(TimeSpan.FromMilliseconds(300));
        }

        throw new StorageException("the database server was lost while committing, and the commit is still undecided", lost);
    }

    NpgsqlConnection Connect()
    {
        var opened = source.OpenConnection();
        try
        {
            using var command = new NpgsqlCommand(Setup, opened);
            command.ExecuteNonQuery();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    static void Add(NpgsqlBatch commands, DocumentOp write)
    {
        var (collection, scope, id) = write.Address;
        if (write.Kind == OpKind.Delete)
        {
            Add(commands, collection.Sql.Delete, Text(scope), Text(id));
            return;
        }

        Add(commands, collection.Sql.Upsert, [
            Text(scope), Text(id), Number(write.NewVersion), new NpgsqlParameter<int> { TypedValue = collection.Shape },
            new NpgsqlParameter<byte[]> { TypedValue = write.Body, NpgsqlDbType = NpgsqlDbType.Text }, .. write.Indexes.Select(Text)]);
    }

    static void AddEvents(NpgsqlBatch commands, Batch batch)
    {
        var events = batch.Events;
        var keys = 0;
        foreach (var entry in events) keys += entry.Event.Keys.Count;
        var (sequences, times, kinds, bodies) = (new long[events.Count], new long[events.Count], new string[events.Count], new byte[events.Count][]);
        var (keyed, keySequences) = (new long[keys], new long[keys]);
        keys = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var entry = events[i];
            (sequences[i], times[i], kinds[i], bodies[i]) = (entry.Sequence, entry.At, entry.Event.Kind, entry.Event.Body.ToArray());
            for (var k = 0; k < entry.Event.Keys.Count; k++)
                (keyed[keys], keySequences[keys++]) = (entry.Event.Keys[k], entry.Sequence);
        }

        Add(commands, "insert into journal (seq, at, kind, body) select * from unnest($1, $2, $3, $4)",
            Numbers(sequences), Numbers(times), Texts(kinds), new NpgsqlParameter<byte[][]> { TypedValue = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        if (keys > 0) Add(commands, $"insert into journal_keys (block, key, seq) select s / {Span.Size}, k, s from unnest($1, $2) as a (k, s) on conflict do nothing", Numbers(keyed), Numbers(keySequences));
        foreach (var span in batch.Spans)
            Add(commands, JournalTables.MergeSpan, Number(span.Block), Number(span.First), Number(span.Last));
    }

    static void Add(NpgsqlBatch commands, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = commands.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        commands.BatchCommands.Add(command);
    }

    static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    static NpgsqlParameter<string[]> Texts(string[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    static NpgsqlParameter<long[]> Numbers(long[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}
