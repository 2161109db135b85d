namespace Redoubt.Services.WafV2.Logging;

/// <summary>Keeps all log files together below a size.</summary>
static class LogRetention
{
    /// <summary>Deletes the oldest files, of whichever destination, until the rest is small enough; the newest of each destination stays.</summary>
    public static void Keep(string folder, long bytes)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles("*.jsonl", SearchOption.AllDirectories).ToList();
        var total = files.Sum(file => file.Length);
        var newest = files.GroupBy(file => file.DirectoryName).Select(group => group.MaxBy(file => file.Name, StringComparer.Ordinal)).ToHashSet();
        foreach (var file in files.Where(file => !newest.Contains(file)).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (total <= bytes) return;
            total -= file.Length;
            file.Delete();
        }
    }
}
