namespace Redoubt.Storage.Sqlite;

/// <summary>The database file, before anything is done with it.</summary>
static class SqliteFile
{
    const string Name = "redoubt.db";

    /// <summary>Marks the file as ours, so that no other program's database is ever taken for it: <c>RDBT</c>.</summary>
    const int ApplicationId = 0x52444254;

    /// <summary>Makes the file where there is none, else checks that it is a database, and ours.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="StorageException">It is something else, is damaged, or cannot be opened.</exception>
    public static string Prepare(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            if (Disk.CreateFile(path)) Disk.Flush(folder);
            using var connection = SqliteConnection.Open(path);
            var tables = connection.Prepare("select count(*) from sqlite_master").Read([], row => row.Number(0))[0];
            var mark = connection.Prepare("pragma application_id").Read([], row => row.Number(0))[0];
            if (tables == 0 && mark == 0) connection.Execute($"pragma application_id = {ApplicationId}");
            else if (mark != ApplicationId) throw new StorageException($"`{path}` belongs to another program");
        }
        catch (Exception fault) when (fault is StorageException or BatchRejectedException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"cannot use `{path}`: {fault.Message}", fault);
        }

        return path;
    }
}
