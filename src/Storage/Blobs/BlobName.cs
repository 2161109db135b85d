using System.Buffers;

namespace Redoubt.Storage;

/// <summary>Names that are safe as paths on every system.</summary>
static class BlobName
{
    const int MaxLength = 1024, MaxSegment = 200;

    static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._=-");

    /// <exception cref="ArgumentException">The name is not a blob's; see <see cref="IBlobs"/>.</exception>
    public static string Check(string name)
    {
        if (name.Length is 0 or > MaxLength) throw Refuse(name);
        foreach (var segment in name.AsSpan().Split('/'))
            if (!IsSegment(name.AsSpan(segment))) throw Refuse(name);
        return name;
    }

    static bool IsSegment(ReadOnlySpan<char> segment) =>
        segment.Length is > 0 and <= MaxSegment && segment[0] != '.' && !segment.ContainsAnyExcept(Allowed);

    static ArgumentException Refuse(string name) => new($"`{(name.Length > 100 ? name[..100] : name)}` cannot name a blob");
}
