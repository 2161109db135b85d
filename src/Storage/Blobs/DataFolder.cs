namespace Redoubt.Storage;

/// <summary>A folder that this process alone uses until disposed; the lock goes with the process, however it ends.</summary>
sealed class DataFolder : IDisposable
{
    readonly FileStream held;

    DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <exception cref="StorageException">The folder cannot be written, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            path = System.IO.Path.GetFullPath(path);
            Disk.CreateFolder(path);
            var file = System.IO.Path.Combine(path, ".lock");
            Disk.CreateFile(file);
            return new DataFolder(path, Lock(path, file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StorageException($"cannot use folder `{path}`: {fault.Message}", fault);
        }
    }

    public void Dispose() => held.Dispose();

    // Sharing nothing takes an exclusive lock; the file is known to exist and be ours, so a failure means that it is held.
    static FileStream Lock(string folder, string file)
    {
        try
        {
            return Disk.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held is not FileNotFoundException)
        {
            throw new StorageException($"another process is using folder `{folder}`", held);
        }
    }
}
