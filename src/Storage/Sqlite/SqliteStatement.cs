using System.Text;
using SQLitePCL;

namespace Redoubt.Storage.Sqlite;

/// <summary>A prepared statement. Arguments are numbered from 1 as the SQL names them, columns from 0.</summary>
sealed class SqliteStatement : IRow, IDisposable
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt handle;
    readonly int[] positions;

    public SqliteStatement(sqlite3 connection, sqlite3_stmt handle)
    {
        (this.connection, this.handle) = (connection, handle);
        // SQLite numbers $2 by where it appears, not by its name.
        positions = new int[raw.sqlite3_bind_parameter_count(handle) + 1];
        for (var i = 1; i < positions.Length; i++)
            positions[int.Parse(raw.sqlite3_bind_parameter_name(handle, i).utf8_to_string().AsSpan(1))] = i;
    }

    public void Bind(int argument, long value) => Check(raw.sqlite3_bind_int64(handle, positions[argument], value));

    public void Bind(int argument, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(handle, positions[argument]));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = most <= 512 ? stackalloc byte[512] : new byte[most];
        BindText(argument, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
    }

    /// <summary>Binds UTF-8 as text. An empty span has no address, which SQLite would take for null.</summary>
    public void BindText(int argument, ReadOnlySpan<byte> utf8) => Check(utf8.IsEmpty
        ? raw.sqlite3_bind_text(handle, positions[argument], "")
        : raw.sqlite3_bind_text(handle, positions[argument], utf8));

    public void BindBytes(int argument, ReadOnlySpan<byte> value) => Check(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(handle, positions[argument], 0)
        : raw.sqlite3_bind_blob(handle, positions[argument], value));

    public void Bind(ReadOnlySpan<Arg> args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Text is { } text) Bind(i + 1, text);
            else Bind(i + 1, args[i].Number);
        }
    }

    /// <summary>Moves to the next row; false, and ready to be run again, once there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        var fault = code == raw.SQLITE_DONE ? null : SqliteFault.Of(code, connection);
        Reset();
        return fault is null ? false : throw fault;
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public List<T> Read<T>(ReadOnlySpan<Arg> args, RowReader<T> read)
    {
        var rows = new List<T>();
        try
        {
            Bind(args);
            while (Step()) rows.Add(read(this));
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(code, connection);
    }
}
