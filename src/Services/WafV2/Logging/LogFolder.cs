using System.Globalization;
using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>
/// The files of one destination: JSON lines, a new file when one is full or old. Used by the writing loop alone.
/// </summary>
sealed class LogFolder(string path, LogSettings settings, TimeProvider clock) : IDisposable
{
    FileStream? file;
    DateTimeOffset opened;

    /// <summary>Whether there has been nothing to write for as long as a file is written to.</summary>
    public bool IsIdle => file is null || clock.GetUtcNow() - opened >= settings.MaxAge;

    /// <returns>True where a new file was begun, so that there may be too much now.</returns>
    public async ValueTask<bool> Write(ReadOnlyMemory<byte> lines, CancellationToken ct)
    {
        var begun = file is null || file.Position >= settings.MaxFile || clock.GetUtcNow() - opened >= settings.MaxAge;
        if (begun) Begin();
        await file!.WriteAsync(lines, ct);
        await file.FlushAsync(ct);
        return begun;
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    // Named by the time, so that the order of the names is that of the files.
    void Begin()
    {
        Dispose();
        Disk.CreateFolder(path);
        opened = clock.GetUtcNow();
        var stem = Path.Combine(path, opened.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss.fff'Z'", CultureInfo.InvariantCulture));
        var name = $"{stem}.jsonl";
        for (var n = 1; File.Exists(name); n++) name = $"{stem}-{n}.jsonl";
        file = Disk.Open(name, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }
}
