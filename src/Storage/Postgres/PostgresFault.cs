using Npgsql;

namespace Redoubt.Storage.Postgres;

/// <summary>Turns PostgreSQL's errors into ours.</summary>
static class PostgresFault
{
    /// <summary>Data exceptions, broken constraints, wrong statements, program limits: the server is well, the content is not.</summary>
    public static Exception Of(Exception fault) => fault switch
    {
        PostgresException { SqlState: ['2', '2' or '3', ..] or ['4', '2', ..] or ['5', '4', ..] } refused => new BatchRejectedException(refused.MessageText, refused),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StorageException("the database server's disk is full", fault),
        PostgresException failed => new StorageException($"the database server failed: {failed.MessageText}", failed),
        NpgsqlException lost => new StorageException($"the database server cannot be reached: {lost.Message}", lost),
        _ => fault,
    };
}
