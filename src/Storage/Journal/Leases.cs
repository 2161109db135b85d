namespace Redoubt.Storage;

/// <summary>
/// Leases for work that must run on one node at a time. Nodes' clocks only decide how soon a dead node is replaced: what must not be
/// done twice is guarded by committing it with <see cref="DocumentWrites"/>' <c>Expect(lease)</c>.
/// A lease keeps out other nodes, not other tasks of this one; on SQLite there is one node, and a restart takes its leases back at once.
/// </summary>
public sealed class Leases
{
    internal static readonly Collection<LeaseRecord> Records = new("leases");

    readonly Documents documents;
    readonly IJournal journal;
    readonly TimeProvider clock;
    readonly string holder;

    internal Leases(Documents documents, IJournal journal, TimeProvider clock, string holder) =>
        (this.documents, this.journal, this.clock, this.holder) = (documents, journal, clock, holder);

    /// <summary>Takes the lease if nobody else holds it, or extends our own.</summary>
    /// <returns>Null where another node holds it.</returns>
    public async ValueTask<Lease?> TryAcquire(string name, TimeSpan duration, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wanted = new LeaseRecord(holder, now + duration);
        var found = await documents.Get(Records, "", name, ct);
        if (found is not null && found.Value.Holder != holder && found.Value.Expires > now) return null;
        return await Write(name, work =>
        {
            if (found is null) work.Insert(Records, "", name, wanted);
            else work.Update(found, wanted);
        }, ct);
    }

    /// <summary>Extends a lease that nobody has taken over; from then on use the one returned.</summary>
    /// <returns>Null where it is lost.</returns>
    public ValueTask<Lease?> Renew(Lease lease, TimeSpan duration, CancellationToken ct) =>
        Write(lease.Name, work => work.Update(lease.Document, new LeaseRecord(holder, clock.GetUtcNow() + duration)), ct);

    /// <summary>Lets others have it now; nothing happens where it is lost already.</summary>
    public async ValueTask Release(Lease lease, CancellationToken ct)
    {
        var work = journal.Begin();
        work.Delete(lease.Document);
        try { await work.Commit(ct); }
        catch (ConflictException) { /* lost: another node's now */ }
    }

    async ValueTask<Lease?> Write(string name, Action<UnitOfWork> stage, CancellationToken ct)
    {
        var work = journal.Begin();
        stage(work);
        try { await work.Commit(ct); }
        catch (ConflictException) { return null; }
        var written = await documents.Get(Records, "", name, ct);
        return written?.Value.Holder == holder ? new Lease(written) : null;
    }
}

/// <summary>A lease we hold, until it expires or is lost.</summary>
public sealed class Lease
{
    internal Lease(Versioned<LeaseRecord> document) => Document = document;

    public string Name => Document.Id;

    public DateTimeOffset Expires => Document.Value.Expires;

    internal Versioned<LeaseRecord> Document { get; }
}

/// <summary>A lease as stored.</summary>
sealed record LeaseRecord(string Holder, DateTimeOffset Expires);
