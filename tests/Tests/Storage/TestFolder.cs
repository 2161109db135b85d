namespace Redoubt.Tests.Storage;

/// <summary>A folder of a test's own, in memory where the machine has such, removed with everything in it.</summary>
sealed class TestFolder : IDisposable
{
    const string Memory = "/dev/shm";

    public string Path { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"redoubt-test-{Ids.Alphanumeric(12)}")).FullName
        : Directory.CreateTempSubdirectory("redoubt-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
