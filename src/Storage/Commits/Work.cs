using System.Threading.Tasks.Sources;

namespace Redoubt.Storage;

/// <summary>Collects what is to become durable together; the writer decides and completes it. Used by one caller at a time.</summary>
sealed class Work(Writer writer, TimeProvider clock) : UnitOfWork, IValueTaskSource<long>
{
    /// <summary>The largest event, in bytes.</summary>
    public const int MaxEvent = 1 << 20;

    static readonly byte[] Empty = "{}"u8.ToArray();

    readonly List<JournalEvent> events = [];
    List<DocumentOp>? operations;
    ManualResetValueTaskSourceCore<long> completion = new() { RunContinuationsAsynchronously = true };
    bool committed;

    public List<JournalEvent> Events => events;

    /// <summary>What is wanted of documents; null where nothing is.</summary>
    public List<DocumentOp>? Operations => operations;

    /// <summary>Roughly what the unit adds to a batch.</summary>
    public int Bytes { get; private set; }

    public CancellationToken Cancelled { get; private set; }

    /// <summary>The unit as Storage knows it: the only place where it is cast.</summary>
    public static Work Of(UnitOfWork work) =>
        work as Work ?? throw new InvalidOperationException("documents can only be written through a unit of work that Storage began");

    public override void Append(JournalEvent added)
    {
        if (added.Body.Length > MaxEvent) throw new ArgumentException($"an event is larger than {MaxEvent} bytes");
        events.Add(added);
        Bytes += added.Body.Length + (added.Keys.Count * 16) + 64;
    }

    public override void Advance(string consumer, long sequence)
    {
        Names.Document("", consumer);
        Add(new DocumentOp(OpKind.Advance, new Address(JournalTables.Cursors, "", consumer), sequence) { Body = Empty });
    }

    public override ValueTask<long> Commit(CancellationToken ct)
    {
        if (committed) throw new InvalidOperationException("a unit of work is committed at most once");
        committed = true;
        Cancelled = ct;
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled<long>(ct);
        if (events.Count == 0 && operations is null) return new(0L);
        writer.Enqueue(this);
        return new(this, completion.Version);
    }

    public void Insert<T>(Collection<T> collection, string scope, string id, T value, Call? call) where T : notnull
    {
        Names.Document(scope, id);
        Put(OpKind.Insert, new Address(collection, scope, id), 0, collection.Write(value));
        Note(collection, value, ChangeType.Created, call);
    }

    public void Update<T>(Versioned<T> document, T value, Call? call) where T : notnull
    {
        Put(OpKind.Update, AddressOf(document), document.Version, document.Collection.Write(value));
        Note(document.Collection, value, ChangeType.Updated, call);
    }

    public void Delete<T>(Versioned<T> document, Call? call) where T : notnull
    {
        Add(new DocumentOp(OpKind.Delete, AddressOf(document), document.Version));
        Note(document.Collection, document.Value, ChangeType.Deleted, call);
    }

    public void Expect<T>(Versioned<T> document) where T : notnull => Add(new DocumentOp(OpKind.Expect, AddressOf(document), document.Version));

    /// <summary>Lets the caller go on, elsewhere than on the writer's thread.</summary>
    public void Complete(long sequence) => completion.SetResult(sequence);

    public void Fail(Exception reason) => completion.SetException(reason);

    long IValueTaskSource<long>.GetResult(short token) => completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<long>.GetStatus(short token) => completion.GetStatus(token);

    void IValueTaskSource<long>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        completion.OnCompleted(continuation, state, token, flags);

    void Put(OpKind kind, Address address, long version, byte[] body) =>
        Add(new DocumentOp(kind, address, version) { Body = body, Indexes = IndexValues.Of(body, address.Collection.Indexes) });

    void Add(DocumentOp operation)
    {
        writer.RequireDeclared(operation.Address.Collection);
        (operations ??= []).Add(operation);
        Bytes += operation.Body.Length + 256;
    }

    void Note<T>(Collection<T> collection, T value, ChangeType change, Call? call) where T : notnull
    {
        if (collection.ResourceType is not { } type) return;
        Append(new ResourceChange(type, collection.Arn!(value), change, call?.RequestId).At(call?.Time ?? clock.GetUtcNow()));
    }

    static Address AddressOf<T>(Versioned<T> document) where T : notnull => new(document.Collection, document.Scope, document.Id);
}
