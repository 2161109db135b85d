using System.Diagnostics;

namespace Redoubt.Benchmarks;

/// <summary>Measures one thing in this process: the median of rounds after a warm-up, and what it allocates.</summary>
static class Measure
{
    const int Rounds = 7;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5), Round = TimeSpan.FromSeconds(0.4);

    public static void Header() => Console.WriteLine($"{"what",-52} {"ns",10} {"spread",8} {"per s",12} {"bytes",8}");

    /// <summary>Prints a line for an action that one thread repeats.</summary>
    public static void Print(string what, Action action)
    {
        Run(action, WarmUp);
        var nanoseconds = new double[Rounds];
        var bytes = 0.0;
        for (var i = 0; i < Rounds; i++) (nanoseconds[i], bytes) = Run(action, Round);
        Array.Sort(nanoseconds);
        var median = nanoseconds[Rounds / 2];
        Console.WriteLine($"{what,-52} {median,10:F0} {(nanoseconds[^1] - nanoseconds[0]) / median,8:P0} {1e9 / median,12:N0} {bytes,8:F0}");
    }

    /// <summary>Takes the result of what answers from memory, and so at once.</summary>
    public static void AtOnce(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException("an answer from memory was expected");
    }

    /// <inheritdoc cref="AtOnce(ValueTask)"/>
    public static void AtOnce<T>(ValueTask<T> task)
    {
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException("an answer from memory was expected");
        _ = task.Result;
    }

    // The thread's own processor time would be the better clock, but its steps are too coarse here.
    static (double Nanoseconds, double Bytes) Run(Action action, TimeSpan time)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var count = 0L;
        TimeSpan elapsed;
        do
        {
            for (var i = 0; i < 64; i++) action();
            count += 64;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < time);
        return (elapsed.TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count);
    }
}
