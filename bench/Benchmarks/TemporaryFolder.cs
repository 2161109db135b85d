namespace Redoubt.Benchmarks;

/// <summary>A folder on the disk under test, which BENCH_FOLDER names; gone at the end.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } =
        Directory.CreateDirectory(System.IO.Path.Combine(Environment.GetEnvironmentVariable("BENCH_FOLDER") ?? System.IO.Path.GetTempPath(), $"redoubt-bench-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
