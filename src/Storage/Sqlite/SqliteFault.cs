using SQLitePCL;

namespace Redoubt.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into exceptions that tell an operator what to do.</summary>
static class SqliteFault
{
    public static Exception Of(int code, sqlite3? connection)
    {
        var said = connection is null ? raw.sqlite3_errstr(code).utf8_to_string() : raw.sqlite3_errmsg(connection).utf8_to_string();
        return (code & 0xFF) switch
        {
            raw.SQLITE_FULL => new StorageException("the disk is full"),
            raw.SQLITE_CORRUPT => new StorageException($"the database file is damaged: {said}"),
            raw.SQLITE_NOTADB => new StorageException("the database file is not an SQLite database, or its first page is damaged"),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new StorageException($"the database file cannot be written: {said}"),
            raw.SQLITE_CANTOPEN => new StorageException($"the database file cannot be opened: {said}"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageException("another program has the database file locked"),
            raw.SQLITE_IOERR => new StorageException($"the database file cannot be read or written: {said}"),
            raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE or raw.SQLITE_ERROR => new BatchRejectedException(said),
            _ => new StorageException($"SQLite failed: {said}"),
        };
    }
}
