namespace Redoubt.Tests.Storage;

public sealed class PostgresDocumentsTests(PostgresServer server) : DocumentsTests
{
    private protected override string Connection { get; } = server.CreateDatabase();
}

public sealed class PostgresJournalTests(PostgresServer server) : JournalTests
{
    private protected override string Connection { get; } = server.CreateDatabase();
}

public sealed class PostgresDocumentCacheTests(PostgresServer server) : DocumentCacheTests
{
    private protected override string Connection { get; } = server.CreateDatabase();
}
