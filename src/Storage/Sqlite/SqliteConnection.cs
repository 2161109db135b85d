using SQLitePCL;

namespace Redoubt.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements, used by one thread at a time. The pragmas are set here and nowhere else.
/// </summary>
sealed class SqliteConnection : IDisposable
{
    readonly sqlite3 handle;
    readonly Dictionary<string, SqliteStatement> statements = [];

    SqliteConnection(sqlite3 handle) => this.handle = handle;

    /// <summary>Opens the file as it is, for looking at it: nothing is changed by it.</summary>
    public static SqliteConnection Open(string path)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new SqliteConnection(handle);
        if (code == raw.SQLITE_OK)
        {
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, 5000);
            return connection;
        }

        connection.Dispose();
        throw SqliteFault.Of(code, null);
    }

    /// <summary>The connection that writes: a commit returns once the log is flushed to disk.</summary>
    /// <param name="maxPages">The most pages the file may grow to.</param>
    public static SqliteConnection OpenWriter(string path, long maxPages) =>
        Open(path).With("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off; pragma trusted_schema = off; "
            + "pragma cache_size = -65536; pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864; "
            + $"pragma max_page_count = {maxPages}");

    public static SqliteConnection OpenReader(string path) =>
        Open(path).With("pragma query_only = 1; pragma trusted_schema = off; pragma cache_size = -8192");

    /// <summary>Runs statements without arguments or rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>The statement, prepared at its first use and kept; the caller leaves it reset.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        return statements[sql] = new SqliteStatement(handle, prepared);
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        handle.Dispose();
    }

    SqliteConnection With(string pragmas)
    {
        try
        {
            Execute(pragmas);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(code, handle);
    }
}
