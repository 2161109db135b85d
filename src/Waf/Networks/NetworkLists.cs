using System.Collections.Frozen;
using System.Net;

namespace Redoubt.Waf;

/// <summary>
/// The lists of networks that managed rules look into, by name. Reads them from the files <c>NAME.txt</c> of a folder and, when asked
/// to <see cref="Refresh"/>, again those that changed or of which something expired. A list that is not there contains nothing; one that
/// can no longer be read stays as it was until it expires.
/// </summary>
/// <param name="folder">Null for no lists.</param>
public sealed class NetworkLists(string? folder, TimeProvider clock)
{
    public static readonly NetworkLists None = new(null, TimeProvider.System);

    // What a folder may hold; more is a mistake.
    const int MaxFiles = 200;

    readonly Lock refreshing = new();
    volatile FrozenDictionary<string, Loaded> lists = FrozenDictionary<string, Loaded>.Empty;

    /// <summary>The names that have a list, and the lists.</summary>
    public IReadOnlyDictionary<string, NetworkList> All => lists.Where(list => list.Value.List is not null).ToDictionary(list => list.Key, list => list.Value.List!);

    /// <summary>False for a list that is not there or has expired.</summary>
    public bool Contains(string name, IPAddress address) =>
        lists.TryGetValue(name, out var loaded) && loaded.List is { } list && list.Contains(address) && !(list.Expires <= clock.GetUtcNow());

    /// <summary>Reads what changed, and says what came of it.</summary>
    public IReadOnlyList<NetworkListChange> Refresh()
    {
        if (folder is null) return [];
        lock (refreshing)
        {
            var changes = new List<NetworkListChange>();
            var next = new Dictionary<string, Loaded>(StringComparer.Ordinal);
            foreach (var file in Files(changes)) next[Path.GetFileNameWithoutExtension(file.Name)] = Read(file, changes);
            foreach (var gone in lists.Keys.Where(name => !next.ContainsKey(name))) changes.Add(new NetworkListChange(gone, null, []));
            lists = next.ToFrozenDictionary(StringComparer.Ordinal);
            return changes;
        }
    }

    List<FileInfo> Files(List<NetworkListChange> changes)
    {
        try
        {
            var directory = new DirectoryInfo(folder!);
            return directory.Exists ? [.. directory.EnumerateFiles("*.txt").OrderBy(file => file.Name, StringComparer.Ordinal).Take(MaxFiles)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            changes.Add(new NetworkListChange(folder!, null, [new Problem(folder!, e.Message)]));
            return [];
        }
    }

    Loaded Read(FileInfo file, List<NetworkListChange> changes)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var known = lists.GetValueOrDefault(name);
        var stamp = (file.LastWriteTimeUtc, file.Length);
        var now = clock.GetUtcNow();
        if (known is not null && known.Stamp == stamp && !(known.List?.NextExpiry <= now)) return known;
        var problems = new List<Problem>();
        var list = Read(file, now, problems);
        changes.Add(new NetworkListChange(name, list, problems));
        return new Loaded(stamp, list ?? known?.List);
    }

    static NetworkList? Read(FileInfo file, DateTimeOffset now, List<Problem> problems)
    {
        if (file.Length > NetworkList.MaxLength)
        {
            problems.Add(new Problem(file.Name, $"a list has at most {NetworkList.MaxLength} bytes"));
            return null;
        }
        try
        {
            using var text = file.OpenText();
            return NetworkList.Read(text, now, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(file.Name, e.Message));
            return null;
        }
    }

    sealed record Loaded((DateTime Written, long Length) Stamp, NetworkList? List);
}

/// <summary>What reading a list again came to.</summary>
/// <param name="List">Null where it is gone, or cannot be read: then the one before stays.</param>
public sealed record NetworkListChange(string Name, NetworkList? List, IReadOnlyList<Problem> Problems);
