using System.Collections.Concurrent;

namespace Redoubt.Gateway;

/// <summary>Cancels work for the origin when the client goes away or time runs out. Pooled, since every request needs one.</summary>
sealed class Deadline : CancellationTokenSource
{
    const int MaxPooled = 1_024;

    static readonly ConcurrentQueue<Deadline> Pool = new();

    CancellationTokenRegistration registration;
    CancellationToken client;

    /// <summary>True where the client went away, false where time ran out.</summary>
    public bool ClientGone => client.IsCancellationRequested;

    public static Deadline Start(TimeSpan time, CancellationToken clientGone)
    {
        if (!Pool.TryDequeue(out var deadline)) deadline = new();
        deadline.client = clientGone;
        deadline.registration = clientGone.UnsafeRegister(static state => ((Deadline)state!).Cancel(), deadline);
        deadline.CancelAfter(time);
        return deadline;
    }

    /// <summary>Starts the time anew.</summary>
    public void Extend(TimeSpan time) => CancelAfter(time);

    /// <summary>Ends it. Reused only where nobody can still hold its token.</summary>
    public void End(bool reusable)
    {
        registration.Dispose();
        registration = default;
        client = default;
        if (reusable && Pool.Count < MaxPooled && TryReset()) Pool.Enqueue(this);
        else Dispose();
    }
}
