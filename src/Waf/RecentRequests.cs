namespace Redoubt.Waf;

/// <summary>
/// The latest requests that a rule did something about, so that an operator can see why. In memory alone and never written, since
/// they hold what clients sent; the oldest go when there is no more room.
/// </summary>
/// <param name="room">Bytes, about; 0 keeps nothing.</param>
public sealed class RecentRequests(long room, TimeProvider clock)
{
    // A flood must not cost more than the record of it is worth.
    const int PerSecond = 200;

    const int MaxBody = 64 * 1024;

    readonly Lock gate = new();
    readonly Dictionary<string, RecentRequest> byId = new(StringComparer.Ordinal);
    readonly Queue<string> oldest = [];
    long used;
    long second;
    int thisSecond;

    /// <summary>Keeps a request; never waits for long, and drops what exceeds 200 a second.</summary>
    /// <param name="acl">As it was when it decided.</param>
    public void Keep(string id, string resourceArn, WebAcl acl, InspectedRequest request)
    {
        if (room <= 0 || !Admits()) return;
        var kept = new RecentRequest(id, resourceArn, acl, RecordedRequest.Of(request, MaxBody), clock.GetUtcNow());
        lock (gate)
        {
            if (!byId.TryAdd(id, kept)) return;
            oldest.Enqueue(id);
            used += kept.Request.Size;
            while (used > room && oldest.TryDequeue(out var old) && byId.Remove(old, out var gone)) used -= gone.Request.Size;
        }
    }

    public RecentRequest? Find(string id)
    {
        lock (gate) return byId.GetValueOrDefault(id);
    }

    bool Admits()
    {
        var now = clock.GetTimestamp() / clock.TimestampFrequency;
        if (Interlocked.Exchange(ref second, now) != now) Volatile.Write(ref thisSecond, 0);
        return Interlocked.Increment(ref thisSecond) <= PerSecond;
    }
}

/// <param name="Acl">As it was when it decided.</param>
public sealed record RecentRequest(string Id, string ResourceArn, WebAcl Acl, RecordedRequest Request, DateTimeOffset Time);
