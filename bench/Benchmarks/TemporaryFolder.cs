namespace Redoubt.Benchmarks;

/// <summary>A folder on the disk under test, which TMPDIR names; its owner's alone, and gone at the end.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("redoubt-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
