using System.Net;

namespace Redoubt.Gateway;

/// <summary>
/// The memory in which bodies are held until they have been inspected, one budget for all requests. Every body's first
/// <see cref="Free"/> bytes cost nothing, so small ones never wait; more is taken as bytes arrive, never for what is only announced.
/// Where nothing is left, bodies wait by age, each for all that it still needs, so that the oldest ends and gives back. Who keeps
/// the first in line waiting for longer than <see cref="Patience"/> has to go: the oldest unfinished bodies of the client that holds
/// most, of those that have not taken more for as long; where all wait for each other, the youngest.
/// </summary>
/// <param name="size">Bytes, all bodies together; at least what one may need.</param>
sealed class BodyMemory(long size, TimeProvider time)
{
    public const int Free = 16 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Lock sync = new();
    readonly LinkedList<Share> shares = [];
    readonly LinkedList<Share> waiting = [];
    long held;
    long count;

    /// <summary>Bytes that bodies hold beyond what costs nothing.</summary>
    public long Held
    {
        get
        {
            lock (sync) return held;
        }
    }

    long Left => size - held;

    /// <param name="stop">Cancelled where the body has to go, with <see cref="Share.Evicted"/> set.</param>
    public Share Begin(IPAddress client, CancellationTokenSource stop)
    {
        lock (sync)
        {
            var share = new Share(this, ClientNetwork.Of(client), stop, ++count, time.GetTimestamp());
            shares.AddLast(share.Place);
            return share;
        }
    }

    /// <summary>Takes <paramref name="least"/> bytes more, or where that takes waiting <paramref name="most"/>, so that it is the last wait.</summary>
    /// <returns>What was taken.</returns>
    ValueTask<int> Take(Share share, int least, int most, CancellationToken ct)
    {
        lock (sync)
        {
            if (waiting.Count > 0 || Left < least)
            {
                share.Wanted = most;
                share.Granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
                Enqueue(share);
                return Wait(share, ct);
            }
            Give(share, least);
            return new(least);
        }
    }

    async ValueTask<int> Wait(Share share, CancellationToken ct)
    {
        var granted = share.Granted!.Task;
        while (true)
        {
            await granted.WaitAsync(Patience, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (granted.IsCompleted) return share.Wanted;
            ct.ThrowIfCancellationRequested();
            MakeRoom(share);
        }
    }

    void Enqueue(Share share)
    {
        var before = waiting.Last;
        while (before is not null && before.Value.Age > share.Age) before = before.Previous;
        if (before is null) waiting.AddFirst(share.Line);
        else waiting.AddAfter(before, share.Line);
    }

    // Called under the lock.
    void Grant()
    {
        while (waiting.First is { Value: var first } && Left >= first.Wanted)
        {
            waiting.RemoveFirst();
            Give(first, first.Wanted);
            first.Granted!.SetResult();
        }
    }

    void Give(Share share, int bytes)
    {
        held += bytes;
        share.Held += bytes;
        share.Since = time.GetTimestamp();
    }

    void MakeRoom(Share asking)
    {
        lock (sync)
        {
            // Whoever is further behind is helped by what the first one does.
            if (waiting.First?.Value != asking) return;
            var missing = asking.Wanted - Left;
            foreach (var share in shares)
                if (share.Evicted) missing -= share.Held;
            while (missing > 0 && Slowest() is { } victim) missing -= Evict(victim);
            if (missing > 0 && AllWait() && waiting.Last!.Value is { Evicted: false } youngest && youngest != asking) Evict(youngest);
        }
    }

    Share? Slowest()
    {
        var byClient = new Dictionary<ClientNetwork, long>();
        foreach (var share in shares) byClient[share.Client] = byClient.GetValueOrDefault(share.Client) + share.Held;
        Share? slowest = null;
        foreach (var share in shares)
        {
            if (!share.IsArriving || share.Evicted || share.Held == 0 || share.Line.List is not null || time.GetElapsedTime(share.Since) < Patience) continue;
            // Of one client the first in the list is the oldest.
            if (slowest is null || byClient[share.Client] > byClient[slowest.Client]) slowest = share;
        }
        return slowest;
    }

    bool AllWait()
    {
        foreach (var share in shares)
            if (share.Held > 0 && !share.Evicted && share.Line.List is null) return false;
        return true;
    }

    static long Evict(Share victim)
    {
        victim.Evicted = true;
        // Returns before anything that it causes.
        _ = victim.Stop!.CancelAsync();
        return victim.Held;
    }

    /// <summary>One body's part of the memory.</summary>
    public sealed class Share : IDisposable
    {
        readonly BodyMemory memory;

        internal Share(BodyMemory memory, ClientNetwork client, CancellationTokenSource stop, long age, long since)
        {
            this.memory = memory;
            (Client, Stop, Age, Since) = (client, stop, age, since);
            Place = new(this);
            Line = new(this);
        }

        /// <summary>Set where it had to make room for others.</summary>
        public bool Evicted { get; internal set; }

        /// <summary>True while it waits for others to give back.</summary>
        public bool IsWaiting => Line.List is not null;

        internal ClientNetwork Client { get; }

        internal CancellationTokenSource? Stop { get; private set; }

        internal bool IsArriving => Stop is not null;

        internal long Age { get; }

        /// <summary>When it last took some.</summary>
        internal long Since { get; set; }

        internal LinkedListNode<Share> Place { get; }

        internal LinkedListNode<Share> Line { get; }

        internal long Held { get; set; }

        internal int Wanted { get; set; }

        internal TaskCompletionSource? Granted { get; set; }

        /// <exception cref="OperationCanceledException">Nothing was taken.</exception>
        public ValueTask<int> Take(int least, int most, CancellationToken ct) => memory.Take(this, least, most, ct);

        /// <summary>It has arrived: from now on it is not evicted, and its source may be disposed of.</summary>
        public void Arrived()
        {
            lock (memory.sync)
            {
                Stop = null;
                if (Line.List is null) return;
                memory.waiting.Remove(Line);
                memory.Grant();
            }
        }

        /// <summary>Gives everything back.</summary>
        public void Dispose()
        {
            lock (memory.sync)
            {
                if (Place.List is null) return;
                memory.shares.Remove(Place);
                memory.held -= Held;
                Held = 0;
                memory.Grant();
            }
        }
    }
}
