namespace Redoubt.Waf;

/// <summary>
/// What all evaluations together may hold of requests' texts at one time, beyond the little that each keeps. A request that finds
/// nothing left is one that could not be evaluated; <see cref="CompileOptions.OnFailure"/> says what happens to it.
/// </summary>
/// <param name="size">Bytes.</param>
public sealed class WorkingMemory(long size)
{
    const long PerProcessor = 64 << 20;
    const long Least = 256 << 20;

    long held;

    /// <summary>As much as requests of full size on every processor need: 64 MiB each, at least 256 MiB.</summary>
    public WorkingMemory() : this(Math.Max(Least, PerProcessor * Environment.ProcessorCount))
    {
    }

    /// <summary>Bytes in use.</summary>
    public long Held => Interlocked.Read(ref held);

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= size) return true;
        Interlocked.Add(ref held, -bytes);
        return false;
    }

    internal void GiveBack(long bytes) => Interlocked.Add(ref held, -bytes);
}
