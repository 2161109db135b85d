using System.Runtime.CompilerServices;

namespace Redoubt.Storage;

/// <summary>Blobs as files of a folder that this process alone uses. A blob is written beside, flushed, and moved into place.</summary>
public sealed class FolderBlobs : IBlobs, IDisposable
{
    // Starts with a dot, so no blob can be named like it.
    const string Unfinished = ".unfinished";

    readonly DataFolder folder;
    readonly string unfinished;

    FolderBlobs(DataFolder folder, string unfinished) => (this.folder, this.unfinished) = (folder, unfinished);

    /// <summary>Opens the folder, making it where needed, and removes what an earlier process left unfinished.</summary>
    /// <exception cref="StorageException">The folder cannot be used, with the reason.</exception>
    public static FolderBlobs Open(string path)
    {
        var folder = DataFolder.Open(path);
        try
        {
            var unfinished = Path.Combine(folder.Path, Unfinished);
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            Disk.CreateFolder(unfinished);
            return new FolderBlobs(folder, unfinished);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new StorageException($"cannot use folder `{path}`: {fault.Message}", fault);
        }
    }

    public async ValueTask<long> Put(string name, Stream content, CancellationToken ct)
    {
        var target = PathOf(name);
        var temporary = Path.Combine(unfinished, Ids.Alphanumeric(20));
        try
        {
            var length = await Copy(name, content, temporary, ct);
            Publish(name, temporary, target);
            return length;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public ValueTask<Blob?> Get(string name, long offset, long? length, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ct.ThrowIfCancellationRequested();
        FileStream file;
        try
        {
            // Sharing everything: a blob may be replaced or deleted while it is read, and the reader still sees it whole.
            file = Disk.Open(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((Blob?)null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(PathOf(name))) return new((Blob?)null);
            throw new StorageException($"blob `{name}` cannot be read: {fault.Message}", fault);
        }

        var total = file.Length;
        file.Position = Math.Min(offset, total);
        var part = Math.Min(length ?? long.MaxValue, total - file.Position);
        return new(new Blob(new PartStream(file, part), total));
    }

    public ValueTask<bool> Delete(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(name);
        if (!File.Exists(path)) return new(false);
        try
        {
            File.Delete(path);
            Disk.Flush(Path.GetDirectoryName(path)!);
            return new(true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"blob `{name}` could not be deleted: {fault.Message}", fault);
        }
    }

    public async IAsyncEnumerable<BlobInfo> List(string prefix, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var blob in Walk(folder.Path, "", prefix, after ?? ""))
        {
            ct.ThrowIfCancellationRequested();
            yield return blob;
        }

        await ValueTask.CompletedTask;
    }

    public void Dispose() => folder.Dispose();

    // A folder sorts as its name with a slash, which is how all names in it begin: so the whole walk is in order.
    static IEnumerable<BlobInfo> Walk(string path, string name, string prefix, string after)
    {
        var entries = new DirectoryInfo(path).EnumerateFileSystemInfos().Where(e => e.Name[0] != '.')
            .Select(e => (Name: name + (e is DirectoryInfo ? e.Name + "/" : e.Name), Entry: e))
            .OrderBy(e => e.Name, StringComparer.Ordinal);
        foreach (var (full, entry) in entries)
        {
            if (entry is DirectoryInfo)
            {
                var mayHold = full.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(full, StringComparison.Ordinal);
                var allBefore = string.CompareOrdinal(full, after) < 0 && !after.StartsWith(full, StringComparison.Ordinal);
                if (!mayHold || allBefore) continue;
                foreach (var blob in Walk(entry.FullName, full, prefix, after)) yield return blob;
            }
            else if (full.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(full, after) > 0)
            {
                // Deleted since the folder was read.
                if (!entry.Exists) continue;
                yield return new BlobInfo(full, ((FileInfo)entry).Length, entry.LastWriteTimeUtc);
            }
        }
    }

    // What the content's own stream throws is the caller's to understand; only the disk's faults are ours.
    static async Task<long> Copy(string name, Stream content, string path, CancellationToken ct)
    {
        var buffer = new byte[128 * 1024];
        await using var file = Created(name, path);
        while (await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            try { await file.WriteAsync(buffer.AsMemory(0, read), ct); }
            catch (IOException fault) { throw CannotWrite(name, fault); }
        }

        try { file.Flush(flushToDisk: true); }
        catch (IOException fault) { throw CannotWrite(name, fault); }
        return file.Length;
    }

    static FileStream Created(string name, string path)
    {
        try { return Disk.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw CannotWrite(name, fault); }
    }

    static void Publish(string name, string temporary, string target)
    {
        try
        {
            var parent = Path.GetDirectoryName(target)!;
            Disk.CreateFolder(parent);
            File.Move(temporary, target, overwrite: true);
            Disk.Flush(parent);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(name, fault);
        }
    }

    static StorageException CannotWrite(string name, Exception fault) => new($"blob `{name}` could not be written: {fault.Message}", fault);

    string PathOf(string name) => Path.Combine(folder.Path, BlobName.Check(name));
}
