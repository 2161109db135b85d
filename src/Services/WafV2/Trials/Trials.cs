namespace Redoubt.Services.WafV2.Trials;

/// <summary>The trials under way, in memory; a few, since each holds two compiled web ACLs.</summary>
sealed class Trials(TimeProvider clock)
{
    public const int Most = 8;

    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    readonly Lock gate = new();
    readonly Dictionary<string, (Trial Trial, DateTimeOffset Used)> byId = new(StringComparer.Ordinal);

    /// <summary>The trial's id; null where there are too many.</summary>
    public string? Add(Trial trial)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, entry) in byId.ToList())
                if (now - entry.Used >= Idle) byId.Remove(old);
            if (byId.Count >= Most) return null;
            var id = Ids.Uuid();
            byId.Add(id, (trial, now));
            return id;
        }
    }

    public Trial? Find(string id)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!byId.TryGetValue(id, out var entry) || now - entry.Used >= Idle) return null;
            byId[id] = (entry.Trial, now);
            return entry.Trial;
        }
    }
}
