using Npgsql;

namespace Redoubt.Storage.Postgres;

/// <summary>The reader's current row.</summary>
sealed class PostgresRow(NpgsqlDataReader reader) : IRow
{
    public long Number(int column) => reader.GetFieldType(column) == typeof(int) ? reader.GetInt32(column) : reader.GetInt64(column);

    public string Text(int column) => reader.GetString(column);

    public ReadOnlySpan<byte> Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
