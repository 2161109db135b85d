namespace Redoubt.Storage;

/// <summary>
/// Large objects by name. A name is segments of letters, digits, <c>. _ = -</c> separated by <c>/</c>, none starting with a dot;
/// no name may continue another one, as <c>a/b</c> would <c>a</c>.
/// </summary>
public interface IBlobs
{
    /// <summary>Stores a blob, replacing one of that name; on return it is on disk. Until then readers see the old one, or none.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="StorageException">It could not be written; nothing changed.</exception>
    ValueTask<long> Put(string name, Stream content, CancellationToken ct);

    /// <summary>Opens a blob, or a part of it; null where there is none. The caller disposes it.</summary>
    /// <param name="offset">The first byte wanted.</param>
    /// <param name="length">The most bytes wanted; null for all the rest.</param>
    ValueTask<Blob?> Get(string name, long offset, long? length, CancellationToken ct);

    /// <summary>Deletes a blob; false where there was none.</summary>
    ValueTask<bool> Delete(string name, CancellationToken ct);

    /// <summary>The blobs whose names start with a prefix and come after a name, in order of their names' bytes.</summary>
    IAsyncEnumerable<BlobInfo> List(string prefix, string? after, CancellationToken ct);
}

/// <summary>A listed blob.</summary>
/// <param name="Length">In bytes.</param>
public sealed record BlobInfo(string Name, long Length, DateTimeOffset Modified);

/// <summary>An open blob.</summary>
/// <param name="content">The bytes asked for.</param>
/// <param name="length">The whole blob's length, whatever part was asked for.</param>
public sealed class Blob(Stream content, long length) : IAsyncDisposable
{
    public Stream Content => content;

    public long Length => length;

    public ValueTask DisposeAsync() => content.DisposeAsync();
}
