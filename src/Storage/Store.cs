namespace Redoubt.Storage;

/// <summary>
/// What the two databases differ in. Reads may come from any thread; everything from <see cref="Begin"/> on is the writer's alone.
/// SQL numbers its parameters <c>$1, $2, …</c>, which both databases read alike.
/// </summary>
abstract class Store : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>This process among those that share the database.</summary>
    public abstract string Node { get; }

    /// <summary>Reads rows outside of any transaction, as of the last commit.</summary>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public abstract ValueTask<List<T>> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read, CancellationToken ct);

    /// <summary>A transaction that no other process can share, for changing the schema.</summary>
    public abstract ISession BeginMigration();

    /// <summary>Begins to listen to other processes, once the schema is there.</summary>
    public virtual void Start()
    {
    }

    /// <summary>Starts the batch's transaction, keeps other writers out and fills in what the batch must know.</summary>
    public abstract void Begin(Batch batch);

    /// <summary>Writes what the batch decided and makes it durable.</summary>
    /// <exception cref="BatchRejectedException">The store is well, but not this content.</exception>
    /// <exception cref="StorageException">The store cannot write; nothing was written.</exception>
    public abstract void Commit(Batch batch);

    /// <summary>Ends the transaction of a batch that has nothing to write.</summary>
    public abstract void Rollback();

    /// <summary>Drops the writer's connection, and with it whatever it had not committed.</summary>
    public abstract void Reset();

    public abstract ValueTask DisposeAsync();
}

/// <summary>Reads one row.</summary>
delegate T RowReader<out T>(IRow row);

/// <summary>The current row of a result; valid only until the next one.</summary>
interface IRow
{
    long Number(int column);

    string Text(int column);

    ReadOnlySpan<byte> Bytes(int column);
}

/// <summary>A statement's argument.</summary>
readonly record struct Arg(string? Text, long Number)
{
    public static implicit operator Arg(string text) => new(text, 0);

    public static implicit operator Arg(long number) => new(null, number);
}

/// <summary>A transaction for schema changes; disposing without <see cref="Commit"/> undoes everything.</summary>
interface ISession : IDisposable
{
    void Execute(string sql);

    /// <param name="values">Strings, numbers (<see langword="long"/>), UTF-8 text (<see langword="byte"/> array) or null.</param>
    void Execute(string sql, params ReadOnlySpan<object?> values);

    List<T> Query<T>(string sql, ReadOnlySpan<Arg> args, RowReader<T> read);

    void Commit();
}

/// <summary>The words in which the two databases' definitions differ.</summary>
/// <param name="Text">The type of text that is compared byte by byte.</param>
/// <param name="Bytes">The type of bytes.</param>
/// <param name="Sequence">The type of a 64-bit primary key that rises.</param>
/// <param name="KeyOnly">What ends the definition of a table that is nothing but its primary key.</param>
sealed record Dialect(string Text, string Bytes, string Sequence, string KeyOnly)
{
    public static readonly Dialect Sqlite = new("text", "blob", "integer primary key", " without rowid");

    public static readonly Dialect Postgres = new("text collate \"C\"", "bytea", "bigint primary key", "");
}

/// <summary>The store refused a batch for its content, so that the units of work must be tried one by one.</summary>
sealed class BatchRejectedException(string message, Exception? inner = null) : Exception(message, inner);
