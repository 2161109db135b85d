using System.Security.Cryptography;

namespace Shop;

/// <summary>Photos that customers add to reviews; in memory, the oldest make room for new ones.</summary>
sealed class Photos
{
    public const int MaxBytes = 900 * 1024;

    /// <summary>At most 32 photos: 29 MB.</summary>
    public const int MaxCount = 32;

    readonly Lock gate = new();
    readonly Dictionary<string, Photo> byId = [];
    readonly Queue<string> age = [];

    public Photo? Find(string id)
    {
        lock (gate) return byId.GetValueOrDefault(id);
    }

    /// <summary>Keeps a photo and returns its id.</summary>
    public string Add(Photo photo)
    {
        var id = RandomNumberGenerator.GetHexString(24, lowercase: true);
        lock (gate)
        {
            if (age.Count == MaxCount) byId.Remove(age.Dequeue());
            age.Enqueue(id);
            byId.Add(id, photo);
        }
        return id;
    }
}
