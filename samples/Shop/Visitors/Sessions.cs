using System.Security.Cryptography;

namespace Shop;

/// <summary>The sessions by the random id in the browser's cookie; the one unused longest makes room for a new one.</summary>
sealed class Sessions(TimeProvider time)
{
    public const int MaxCount = 10_000;
    static readonly TimeSpan IdleLimit = TimeSpan.FromHours(2);

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<Entry>> byId = [];
    readonly LinkedList<Entry> byUse = new();

    public Session? Find(string id)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(id, out var node)) return null;
            byUse.Remove(node);
            if (time.GetElapsedTime(node.Value.LastUse) > IdleLimit)
            {
                byId.Remove(id);
                return null;
            }
            node.Value = node.Value with { LastUse = time.GetTimestamp() };
            byUse.AddLast(node);
            return node.Value.Session;
        }
    }

    /// <summary>Keeps <paramref name="session"/> and returns its new id, 128 random bits in hexadecimal.</summary>
    public string Add(Session session)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        lock (gate)
        {
            if (byId.Count == MaxCount) Remove(byUse.First!.Value.Id);
            byId.Add(id, byUse.AddLast(new Entry(id, session, time.GetTimestamp())));
        }
        return id;
    }

    public void Remove(string id)
    {
        lock (gate)
        {
            if (byId.Remove(id, out var node)) byUse.Remove(node);
        }
    }

    readonly record struct Entry(string Id, Session Session, long LastUse);
}
