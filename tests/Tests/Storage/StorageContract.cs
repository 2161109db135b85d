using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Storage;

namespace Redoubt.Tests.Storage;

/// <summary>A document for tests.</summary>
sealed record Widget(string Name, string State, int Size = 0)
{
    public static readonly Collection<Widget> All = new("widgets") { Indexes = ["State", "Size"] };

    public static readonly Collection<Widget> Resources = new("widget_resources")
    {
        ResourceType = "AWS::Test::Widget",
        Arn = w => Redoubt.Arn.Parse($"arn:aws:test:us-east-1:123456789012:widget/{w.Name}"),
    };

    public static readonly Schema Schema = new("widgets", [Migration.Collection(All), Migration.Collection(Resources)]);
}

/// <summary>What a test needs of a database, whichever it is.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private protected const string Scope = "123456789012/us-east-1";

    Database? database;

    private protected ManualClock Clock { get; } = new();

    private protected Database Database => database!;

    private protected Documents Documents => Database.Documents;

    private protected IJournal Journal => Database.Journal;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract string Connection { get; }

    public async ValueTask InitializeAsync() => database = await Open(Widget.Schema);

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Database> Open(params Schema[] schemas) =>
        await Database.Open(new StorageOptions { Connection = Connection }, schemas, Clock, NullLogger.Instance, Ct);

    private protected async Task Reopen(params Schema[] schemas)
    {
        await Database.DisposeAsync();
        database = await Open(schemas.Length == 0 ? [Widget.Schema] : schemas);
    }

    private protected async Task<long> Commit(Action<UnitOfWork> stage)
    {
        var work = Journal.Begin();
        stage(work);
        return await work.Commit(Ct);
    }

    private protected async Task<Versioned<Widget>> Insert(string id, Widget value)
    {
        await Commit(w => w.Insert(Widget.All, Scope, id, value));
        return (await Documents.Get(Widget.All, Scope, id, Ct))!;
    }

    private protected JournalEvent Event(string body, params long[] keys) => EventAt(Clock.GetUtcNow(), body, keys);

    private protected static JournalEvent EventAt(DateTimeOffset time, string body, params long[] keys) =>
        new(EventKinds.ApiCall, time, System.Text.Encoding.UTF8.GetBytes(body), keys);

    private protected static string Text(RecordedEvent recorded) => System.Text.Encoding.UTF8.GetString(recorded.Body.Span);
}
