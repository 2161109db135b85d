namespace Redoubt.Waf;

/// <summary>The lists that tell countries and autonomous systems, as files that may change at any time.</summary>
public sealed class NetworkFiles(IReadOnlyList<string> paths, Networks networks)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MaxLength = 1 << 30;

    (DateTimeOffset Written, long Length)[]? read;

    /// <summary>
    /// Reads the files where one of them changed, and puts what they say in force. Where one cannot be read, what was in force stays,
    /// and they are read again when one of them changes.
    /// </summary>
    /// <returns>Null where nothing changed; else the problems, none for success.</returns>
    public IReadOnlyList<Problem>? Refresh()
    {
        var problems = new List<Problem>();
        var stamps = Array.ConvertAll<string, (DateTimeOffset, long)>([.. paths], path => new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default);
        if (read is not null && stamps.AsSpan().SequenceEqual(read)) return null;
        read = stamps;
        for (var i = 0; i < paths.Count; i++)
            if (stamps[i].Item2 > MaxLength) problems.Add(new Problem(paths[i], $"a list has at most {MaxLength} bytes"));
        if (problems.Count == 0 && Read(problems) is { } data) networks.Data = data;
        return problems;
    }

    NetworkData? Read(List<Problem> problems)
    {
        var open = new List<(string, TextReader)>();
        try
        {
            foreach (var path in paths) open.Add((path, File.OpenText(path)));
            return NetworkReader.Read(open, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem("files", e.Message));
            return null;
        }
        finally
        {
            foreach (var (_, text) in open) text.Dispose();
        }
    }
}
