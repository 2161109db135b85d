namespace Redoubt.Storage.Postgres;

/// <summary>
/// What nodes tell each other when they commit: <c>node</c>, then for a document its collection, scope and id, or for a collection
/// with very many changes its name alone. Every notice also means that the journal may have grown.
/// </summary>
static class Notice
{
    public const string Channel = "redoubt";

    const char Separator = '\u001f';
    const int MaxDocuments = 200;

    public static string[] Of(Batch batch, string node)
    {
        var documents = batch.Writes.Where(w => w.Kind != OpKind.Advance).Select(w => w.Address).ToList();
        var named = documents.Count <= MaxDocuments
            ? documents.Select(a => string.Join(Separator, node, a.Collection.Name, a.Scope, a.Id))
            : documents.Select(a => a.Collection.Name).Distinct().Select(name => string.Join(Separator, node, name));
        return [.. documents.Count == 0 ? [node] : named];
    }

    /// <summary>Passes another node's notice on.</summary>
    public static void Read(string notice, string node, ChangeFeed changes, Signal committed)
    {
        // The id comes last: it may contain the separator.
        var parts = notice.Split(Separator, 4);
        if (parts[0] == node) return;
        if (parts.Length == 4) changes.Publish(parts[1], parts[2], parts[3]);
        else if (parts.Length == 2) changes.PublishAll(parts[1]);
        committed.Pulse();
    }
}
