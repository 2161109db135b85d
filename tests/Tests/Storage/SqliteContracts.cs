namespace Redoubt.Tests.Storage;

public sealed class SqliteDocumentsTests : DocumentsTests
{
    readonly TestFolder folder = new();

    private protected override string Connection => folder.Path;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class SqliteJournalTests : JournalTests
{
    readonly TestFolder folder = new();

    private protected override string Connection => folder.Path;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class SqliteDocumentCacheTests : DocumentCacheTests
{
    readonly TestFolder folder = new();

    private protected override string Connection => folder.Path;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
