using Microsoft.Extensions.Logging;

namespace Redoubt.Storage;

/// <summary>
/// The one thread that writes. It takes every unit of work that is waiting into one transaction, so that all who commit at the same
/// time share one flush to disk; while it flushes, the next batch gathers. After a failure the next batch starts on a new connection.
/// </summary>
sealed partial class Writer : IAsyncDisposable
{
    const int MaxUnits = 1024;
    const int MaxBytes = 8 << 20;
    const int MaxWaiting = 65_536;

    readonly Store store;
    readonly ChangeFeed changes;
    readonly Signal committed;
    readonly HashSet<Collection> declared;
    readonly ILogger logger;
    readonly object gate = new();
    readonly Queue<Work> waiting = new();
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool closed;
    volatile bool failing;

    public Writer(Store store, ChangeFeed changes, Signal committed, HashSet<Collection> declared, ILogger logger)
    {
        (this.store, this.changes, this.committed, this.declared, this.logger) = (store, changes, committed, declared, logger);
        new Thread(Run) { Name = "storage writer", IsBackground = true }.Start();
    }

    /// <summary>True after a batch that the database could not take, until one that it could.</summary>
    public bool IsFailing => failing;

    /// <exception cref="InvalidOperationException">The collection is in no schema that the database was opened with.</exception>
    public void RequireDeclared(Collection collection)
    {
        if (!declared.Contains(collection)) throw new InvalidOperationException($"collection `{collection.Name}` is in no schema");
    }

    /// <summary>Hands a unit over; it is completed exactly once, whatever happens.</summary>
    public void Enqueue(Work work)
    {
        lock (gate)
        {
            if (closed) throw new StorageException("the database is closed");
            if (waiting.Count >= MaxWaiting) throw new StorageException($"{MaxWaiting} commits are waiting for the database");
            waiting.Enqueue(work);
            if (waiting.Count == 1) Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }

        await stopped.Task;
    }

    void Run()
    {
        var units = new List<Work>();
        while (Take(units))
            Write(units);
        stopped.SetResult();
    }

    bool Take(List<Work> units)
    {
        units.Clear();
        lock (gate)
        {
            while (waiting.Count == 0 && !closed) Monitor.Wait(gate);
            var bytes = 0;
            while (units.Count < MaxUnits && bytes < MaxBytes && waiting.TryDequeue(out var unit))
            {
                if (unit.Cancelled.IsCancellationRequested)
                {
                    unit.Fail(new OperationCanceledException(unit.Cancelled));
                    continue;
                }

                units.Add(unit);
                bytes += unit.Bytes;
            }

            return units.Count > 0 || !closed || waiting.Count > 0;
        }
    }

    void Write(List<Work> units)
    {
        if (units.Count == 0) return;
        var batch = new Batch(units);
        try
        {
            store.Begin(batch);
            batch.Decide();
            if (batch.IsEmpty) store.Rollback();
            else
            {
                store.Commit(batch);
                failing = false;
            }
        }
        catch (BatchRejectedException rejected)
        {
            Log.Rejected(logger, units.Count, rejected);
            store.Reset();
            if (units.Count == 1) units[0].Fail(new StorageException("the database refused the content", rejected));
            else foreach (var unit in units) Write([unit]);
            return;
        }
        catch (Exception fault)
        {
            failing = true;
            Log.Failed(logger, units.Count, fault);
            store.Reset();
            foreach (var unit in units) unit.Fail(new StorageException(fault is StorageException ? fault.Message : "the commit failed", fault));
            return;
        }

        Announce(batch);
        for (var i = 0; i < units.Count; i++)
        {
            if (batch.Outcomes[i] >= 0) units[i].Complete(batch.Outcomes[i]);
            else units[i].Fail(Conflict(units[i].Operations![(int)(-1 - batch.Outcomes[i])].Address));
        }
    }

    void Announce(Batch batch)
    {
        foreach (var write in batch.Writes)
            if (write.Kind != OpKind.Advance) changes.Publish(write.Address.Collection.Name, write.Address.Scope, write.Address.Id);
        if (batch.Events.Count > 0) committed.Pulse();
    }

    static ConflictException Conflict(Address address) => new(address.Collection.Name, address.Id);

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Units} units of work could not be committed")]
        public static partial void Failed(ILogger logger, int units, Exception fault);

        [LoggerMessage(Level = LogLevel.Error, Message = "the database refused a batch of {Units} units of work")]
        public static partial void Rejected(ILogger logger, int units, Exception fault);
    }
}
