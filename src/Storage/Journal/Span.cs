namespace Redoubt.Storage;

/// <summary>
/// A block of sequence numbers, with its earliest and latest time. The index of keys is cut into blocks, so that however many keys
/// there are, new entries fall into a few pages; a search looks into each block. Time nearly rises with the sequence but not quite,
/// so a search by time skips the blocks that cannot match and looks at every event of those that can.
/// </summary>
readonly record struct Span(long Block, long First, long Last)
{
    /// <summary>Sequence numbers in a block: fewer, and a batch dirties fewer pages; more, and a search makes fewer look-ups.</summary>
    public const long Size = 1024;

    public static long BlockOf(long sequence) => sequence / Size;

    public Span With(long at) => new(Block, Math.Min(First, at), Math.Max(Last, at));
}
