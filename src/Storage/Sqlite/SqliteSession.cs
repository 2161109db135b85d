namespace Redoubt.Storage.Sqlite;

/// <summary>A transaction for schema changes, with a connection of its own.</summary>
sealed class SqliteSession : ISession
{
    readonly SqliteConnection connection;
    bool committed;

    public SqliteSession(SqliteConnection connection)
    {
        this.connection = connection;
        connection.Execute("begin immediate");
    }

    public void Execute(string sql) => connection.Execute(sql);

    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = connection.Prepare(sql);
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case long number: statement.Bind(i + 1, number); break;
                case byte[] utf8: statement.BindText(i + 1, utf8); break;
                case var text: statement.Bind(i + 1, (string?)text); break;
            }
        }

        statement.Step();
    }

    public List<T> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read) => connection.Prepare(sql).Read(args, read);

    public void Commit()
    {
        connection.Execute("commit");
        committed = true;
    }

    public void Dispose()
    {
        if (!committed) connection.Execute("rollback");
        connection.Dispose();
    }
}
