using System.Runtime.CompilerServices;

namespace Redoubt.Storage;

/// <summary>
/// Reads typed documents as of the last commit. Writes go into a unit of work: see <see cref="DocumentWrites"/>.
/// Ids order by their UTF-8 bytes, on both databases.
/// </summary>
public sealed class Documents
{
    const int ScanPage = 500;

    readonly Store store;
    readonly ChangeFeed changes;

    internal Documents(Store store, ChangeFeed changes)
    {
        this.store = store;
        this.changes = changes;
    }

    /// <summary>A document, or null where there is none.</summary>
    public ValueTask<Versioned<T>?> Get<T>(Collection<T> collection, string scope, string id, CancellationToken ct) where T : notnull
    {
        var rows = store.Query<Versioned<T>>(collection.Sql.Get, [scope, id], row => Read(collection, row), ct);
        return rows.IsCompletedSuccessfully ? new(Only(rows.GetAwaiter().GetResult())) : Await(rows);

        static async ValueTask<Versioned<T>?> Await(ValueTask<List<Versioned<T>>> rows) => Only(await rows);

        static Versioned<T>? Only(List<Versioned<T>> rows) => rows.Count == 0 ? null : rows[0];
    }

    /// <summary>A page of a scope's documents in order of id.</summary>
    /// <param name="after">The last id of the page before; null for the first.</param>
    /// <param name="limit">The most to return; ask for one more than a page to learn whether another follows.</param>
    public ValueTask<List<Versioned<T>>> List<T>(Collection<T> collection, string scope, string? after, int limit, CancellationToken ct) where T : notnull =>
        store.Query<Versioned<T>>(collection.Sql.List, [scope, after ?? "", limit], row => Read(collection, row), ct);

    /// <summary>A page of the scope's documents whose indexed member has the value, in order of id.</summary>
    /// <param name="index">One of the collection's <see cref="Collection.Indexes"/>.</param>
    /// <param name="value">As in the JSON; a number or boolean as JSON writes it.</param>
    public ValueTask<List<Versioned<T>>> Find<T>(
        Collection<T> collection, string scope, string index, string value, string? after, int limit, CancellationToken ct) where T : notnull =>
        store.Query<Versioned<T>>(
            collection.Sql.Find(index), [scope, IndexValues.Key(value), after ?? "", limit], row => Read(collection, row), ct);

    /// <summary>Every document of every scope, in order of scope and id, read in pages; changes made meanwhile may or may not be seen.</summary>
    public async IAsyncEnumerable<Versioned<T>> All<T>(Collection<T> collection, [EnumeratorCancellation] CancellationToken ct) where T : notnull
    {
        var (scope, id) = ("", "");
        while (true)
        {
            var page = await store.Query<Versioned<T>>(collection.Sql.All, [scope, id, ScanPage], row => Read(collection, row), ct);
            foreach (var document in page) yield return document;
            if (page.Count < ScanPage) yield break;
            (scope, id) = (page[^1].Scope, page[^1].Id);
        }
    }

    /// <summary>Tells the observer of every committed change to the collection, until disposed.</summary>
    public IDisposable Observe(Collection collection, IDocumentObserver observer) => changes.Observe(collection.Name, observer);

    static Versioned<T> Read<T>(Collection<T> collection, IRow row) where T : notnull =>
        new(collection, row.Text(0), row.Text(1), collection.Read(row.Bytes(4), (int)row.Number(3)), row.Number(2));
}
