using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Memory for one evaluation, given back together. Keeps its first chunk, so that an ordinary request takes nothing.</summary>
/// <param name="limit">Bytes handed out before <see cref="TryRent"/> refuses.</param>
/// <param name="shared">What all evaluations share.</param>
sealed class Arena(int limit, WorkingMemory shared)
{
    const int ChunkSize = 16 * 1024;

    readonly char[] first = new char[ChunkSize];
    readonly List<char[]> rented = [];
    char[]? chunk;
    int used;
    long total;
    long taken;

    /// <summary>True once a request wanted more than the limit, or than all evaluations have left.</summary>
    public bool Exhausted { get; private set; }

    public bool TryRent(int length, out Memory<char> text)
    {
        text = default;
        if (!TryCount((long)length * sizeof(char))) return false;
        var current = chunk ?? first;
        if (length > current.Length - used)
        {
            var size = Math.Max(length, ChunkSize);
            if (!TryTake((long)size * sizeof(char))) return false;
            current = ArrayPool<char>.Shared.Rent(size);
            rented.Add(current);
            chunk = current;
            used = 0;
        }
        text = current.AsMemory(used, length);
        used += length;
        return true;
    }

    /// <summary>Counts memory that somebody else holds for this evaluation until it ends.</summary>
    public bool TryCharge(long bytes) => TryCount(bytes) && TryTake(bytes);

    /// <summary>Takes back the unused end of the last text handed out.</summary>
    public void Shrink(int unused)
    {
        used -= unused;
        total -= (long)unused * sizeof(char);
    }

    public void Reset()
    {
        foreach (var buffer in rented) ArrayPool<char>.Shared.Return(buffer);
        rented.Clear();
        if (taken > 0) shared.GiveBack(taken);
        chunk = null;
        used = 0;
        total = taken = 0;
        Exhausted = false;
    }

    bool TryCount(long bytes)
    {
        if (bytes > limit - total) return Refuse();
        total += bytes;
        return true;
    }

    bool TryTake(long bytes)
    {
        if (!shared.TryTake(bytes)) return Refuse();
        taken += bytes;
        return true;
    }

    bool Refuse()
    {
        Exhausted = true;
        return false;
    }
}
