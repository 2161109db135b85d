namespace Redoubt.Benchmarks.Kms;

/// <summary>The processor time a process and its children have used, user and system, from <c>/proc/PID/stat</c>.</summary>
static class ProcessorTime
{
    // USER_HZ, which Linux fixes at 100 for user space.
    const int TicksPerSecond = 100;

    public static TimeSpan Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / (double)TicksPerSecond);
    }
}
