namespace Redoubt.Storage;

/// <summary>Wakes everybody who waits. Whoever takes <see cref="Next"/> before looking misses nothing.</summary>
sealed class Signal
{
    TaskCompletionSource? next;

    /// <summary>Completes with the next pulse.</summary>
    public Task Next
    {
        get
        {
            var current = Volatile.Read(ref next);
            if (current is not null) return current.Task;
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref next, fresh, null) ?? fresh).Task;
        }
    }

    public void Pulse() => Interlocked.Exchange(ref next, null)?.SetResult();
}
