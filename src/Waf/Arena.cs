using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Text buffers for one evaluation, given back together. Keeps its first chunk, so that an ordinary request allocates nothing.</summary>
/// <param name="limit">Characters handed out before <see cref="TryRent"/> refuses.</param>
sealed class Arena(int limit)
{
    const int ChunkSize = 16 * 1024;

    readonly char[] first = new char[ChunkSize];
    readonly List<char[]> rented = [];
    char[]? chunk;
    int used;
    int total;

    /// <summary>True once a request wanted more than the limit.</summary>
    public bool Exhausted { get; private set; }

    public bool TryRent(int length, out Memory<char> text)
    {
        text = default;
        if (length > limit - total)
        {
            Exhausted = true;
            return false;
        }
        total += length;
        var current = chunk ?? first;
        if (length > current.Length - used)
        {
            current = ArrayPool<char>.Shared.Rent(Math.Max(length, ChunkSize));
            rented.Add(current);
            chunk = current;
            used = 0;
        }
        text = current.AsMemory(used, length);
        used += length;
        return true;
    }

    /// <summary>Takes back the unused end of the last text handed out.</summary>
    public void Shrink(int unused)
    {
        used -= unused;
        total -= unused;
    }

    public void Reset()
    {
        foreach (var buffer in rented) ArrayPool<char>.Shared.Return(buffer);
        rented.Clear();
        chunk = null;
        used = total = 0;
        Exhausted = false;
    }
}
