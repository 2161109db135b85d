using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Fuzz;

/// <summary>A run over some targets: a share of the time for each, findings written to files that run again.</summary>
sealed class Run(Target target, string folder)
{
    const int FindingsPerTarget = 5;
    const long GrowthAllowed = 32 << 20;
    // Until code is compiled and pools are filled.
    const int WarmUp = 200;
    const double WarmUpShare = 0.25;

    static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    readonly HashSet<string> kinds = [];
    volatile string? current;
    long since;
    long executions;
    bool isWarm;
    double slowest;
    int slowestLength;

    public static int All(IReadOnlyList<Target> targets, TimeSpan time, int seed, string folder)
    {
        Console.WriteLine($"seed {seed}, {time.TotalSeconds:0} s over {targets.Count} targets");
        var findings = 0;
        foreach (var target in targets) findings += new Run(target, folder).For(time / targets.Count, seed);
        Console.WriteLine(findings == 0 ? "nothing found" : $"{findings} found; inputs are in {folder}");
        return findings == 0 ? 0 : 1;
    }

    /// <summary>One input by itself.</summary>
    public static int Again(Target target, byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        var run = new Run(target, "");
        for (var i = 0; i < WarmUp; i++) run.Fault(text);
        run.isWarm = true;
        var fault = run.Fault(text);
        Console.WriteLine($"{target.Name}: {input.Length:N0} bytes, {run.slowest:0.0} ms at most, {fault ?? "nothing found"}");
        return fault is null ? 0 : 1;
    }

    int For(TimeSpan time, int seed)
    {
        using var over = new CancellationTokenSource();
        var watch = new Thread(() => Watch(over.Token)) { IsBackground = true };
        watch.Start();
        var mutator = new Mutator(seed, target.Seeds, target.MaxLength);
        foreach (var input in target.Seeds) Check(input);
        var start = Stopwatch.GetTimestamp();
        long before = 0;
        while (Stopwatch.GetElapsedTime(start) < time && kinds.Count < FindingsPerTarget)
        {
            Check(mutator.Next());
            if (isWarm || executions < WarmUp && Stopwatch.GetElapsedTime(start) < time * WarmUpShare) continue;
            isWarm = true;
            before = GC.GetTotalMemory(forceFullCollection: true);
        }
        var elapsed = Stopwatch.GetElapsedTime(start);
        current = null;
        over.Cancel();
        watch.Join();
        var growth = isWarm ? GC.GetTotalMemory(forceFullCollection: true) - before : 0;
        if (growth > GrowthAllowed) Found("memory", $"memory grew by {growth:N0} bytes", "");
        Console.WriteLine($"{target.Name,-22} {executions,9:N0} inputs {executions / elapsed.TotalSeconds,9:N0}/s, slowest {slowest,6:0.0} ms of {slowestLength,6:N0} bytes, memory {growth / 1024.0 / 1024,5:0.0} MB, {kinds.Count} found");
        return kinds.Count;
    }

    void Check(string input)
    {
        executions++;
        if (Fault(input) is { } fault) Found(fault, fault, input);
    }

    // What is wrong with what an input does; null for nothing. Slowness counts where it shows every time: a machine has other things to do.
    string? Fault(string input)
    {
        var allowed = target.BaseMilliseconds + input.Length / 1024.0 * target.MillisecondsPerKilobyte;
        var least = double.MaxValue;
        for (var tries = 0; tries < 5; tries++)
        {
            Volatile.Write(ref since, Stopwatch.GetTimestamp());
            current = input;
            try
            {
                target.Try(input);
            }
            catch (Exception e)
            {
                return $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {Place(e)}";
            }
            finally
            {
                current = null;
            }
            least = Math.Min(least, Stopwatch.GetElapsedTime(Volatile.Read(ref since)).TotalMilliseconds);
            if (least > allowed) continue;
            if (isWarm && least > slowest) (slowest, slowestLength) = (least, input.Length);
            return null;
        }
        if (!isWarm) return null;
        (slowest, slowestLength) = (least, input.Length);
        return "too slow for its size";
    }

    static string Place(Exception e) => e is BrokenPromise ? "" : e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Redoubt.", StringComparison.Ordinal))?.Trim() ?? "";

    void Found(string kind, string message, string input)
    {
        if (!kinds.Add(kind) || kinds.Count > FindingsPerTarget) return;
        var bytes = Encoding.Latin1.GetBytes(input);
        var file = Path.Combine(folder, $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(file, bytes);
        Console.WriteLine($"FOUND {target.Name}: {message}\n      {bytes.Length:N0} bytes in {file}");
    }

    // An input that does not come back at all cannot be counted after the fact.
    void Watch(CancellationToken over)
    {
        while (!over.WaitHandle.WaitOne(500))
        {
            if (current is not { } input || Stopwatch.GetElapsedTime(Volatile.Read(ref since)) < Hang) continue;
            Found("hang", $"does not end within {Hang.TotalSeconds} s", input);
            Environment.Exit(1);
        }
    }
}
