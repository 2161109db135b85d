namespace Redoubt.Aws;

/// <summary>
/// How many refusals of callers nobody knows are recorded one by one: 100 a second on average, 500 at once.
/// Those beyond are counted, and the next record says how many there were, so that strangers cannot fill the disk.
/// </summary>
sealed class RefusalBudget(TimeProvider clock)
{
    const int Burst = 500, PerSecond = 100;

    readonly Lock gate = new();
    double tokens = Burst;
    long last = clock.GetTimestamp(), unrecorded;

    public bool TryTake()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            tokens = Math.Min(Burst, tokens + clock.GetElapsedTime(last, now).TotalSeconds * PerSecond);
            last = now;
            if (tokens < 1)
            {
                unrecorded++;
                return false;
            }
            tokens--;
            return true;
        }
    }

    /// <summary>How many were not recorded since the last time this was asked.</summary>
    public long TakeUnrecorded()
    {
        lock (gate)
        {
            var taken = unrecorded;
            unrecorded = 0;
            return taken;
        }
    }
}
