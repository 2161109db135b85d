using System.Runtime.CompilerServices;

namespace Redoubt.Storage;

/// <summary>The log, read in pages so that no reader holds the database up.</summary>
sealed class Journal(Store store, Writer writer, Signal committed, TimeProvider clock) : IJournal
{
    const int Page = 256;
    const int MaxWindow = 1024;

    public bool IsFailing => writer.IsFailing;

    public UnitOfWork Begin() => new Work(writer, clock);

    public async ValueTask<long> Head(CancellationToken ct) => (await store.Query(JournalTables.Head, [], row => row.Number(0), ct))[0];

    public async ValueTask<long> Cursor(string consumer, CancellationToken ct) =>
        await store.Query(JournalTables.Cursors.Sql.Version, ["", consumer], row => row.Number(0), ct) is [var sequence] ? sequence : 0;

    public async IAsyncEnumerable<RecordedEvent> Tail(long after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var next = committed.Next;
            var page = await store.Query(JournalTables.After, [after, Page], Read, ct);
            foreach (var recorded in page) yield return recorded;
            if (page.Count == 0) await next.WaitAsync(ct);
            else after = page[^1].Sequence;
        }
    }

    public async IAsyncEnumerable<RecordedEvent> Find(EventQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        var (from, to) = (Micros.Of(query.From), Micros.Of(query.To));
        var before = query.Before;
        // A key that many events carry fills a page from one block; the rarer it is, the more blocks are looked into at once.
        for (var window = 1; before > 1;)
        {
            var newest = Span.BlockOf(before - 1);
            var blocks = await store.Query(JournalTables.Blocks, [newest, to, from, window], row => row.Number(0), ct);
            if (blocks.Count == 0) yield break;
            var page = await store.Query(JournalTables.ByKey, [newest, blocks[^1], to, from, query.Key, before, Page], Read, ct);
            foreach (var recorded in page) yield return recorded;
            if (page.Count == Page)
            {
                before = page[^1].Sequence;
                continue;
            }

            before = blocks[^1] * Span.Size;
            window = Math.Min(window * 4, MaxWindow);
        }
    }

    static RecordedEvent Read(IRow row) => new(row.Number(0), row.Text(2), Micros.ToTime(row.Number(1)), row.Bytes(3).ToArray());
}
