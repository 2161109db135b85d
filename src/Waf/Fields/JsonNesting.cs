namespace Redoubt.Waf;

/// <summary>The kinds of the containers a reader is inside of, one bit each: depth costs an eighth of a byte, so it needs no limit.</summary>
sealed class JsonNesting
{
    ulong[] bits = new ulong[4];

    public int Depth { get; private set; }

    public bool InObject => Depth > 0 && (bits[(Depth - 1) >> 6] >> ((Depth - 1) & 63) & 1) != 0;

    public void Reset()
    {
        Depth = 0;
        if (bits.Length > 1024) bits = new ulong[4];
    }

    public void Push(bool isObject)
    {
        if (Depth >> 6 == bits.Length) Array.Resize(ref bits, bits.Length * 2);
        var bit = 1UL << (Depth & 63);
        bits[Depth >> 6] = isObject ? bits[Depth >> 6] | bit : bits[Depth >> 6] & ~bit;
        Depth++;
    }

    public void Pop() => Depth--;
}
