using System.Text;
using Redoubt.Storage;

namespace Redoubt;

/// <summary>The folder where keys, credentials, certificates and, by default, all state are kept; only its owner may enter.</summary>
public sealed class DataFolder
{
    DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Opens the folder, made on the first start.</summary>
    /// <exception cref="StorageException">It cannot be made or others may enter it.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Disk.CreateFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the data folder {path} cannot be made: {e.Message}", e);
        }
        if (Disk.IsOpenToOthers(path))
            throw new StorageException($"others may enter the data folder {path}; run: chmod 700 {path}");
        return new DataFolder(path);
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file that only its owner may read: whole or not at all.</summary>
    public void Write(string name, string content) => Disk.Write(File(name), Encoding.UTF8.GetBytes(content), overwrite: true);
}
