namespace Redoubt.Storage;

/// <summary>How far the database has been written.</summary>
/// <param name="Sequence">The newest event.</param>
/// <param name="Version">The newest document version.</param>
readonly record struct Head(long Sequence, long Version);

/// <summary>An event that the batch writes.</summary>
/// <param name="At">Microseconds since 1970.</param>
readonly record struct Entry(long Sequence, long At, JournalEvent Event);

/// <summary>
/// Units of work that share one transaction. Nobody else writes meanwhile, so each unit's wishes are checked against the versions
/// as they are, units before it included, and only what holds is written: no unit ever has to be undone.
/// </summary>
sealed class Batch
{
    readonly List<Address> addresses = [];
    readonly List<(Address, long)> undo = [];

    public Batch(IReadOnlyList<Work> units)
    {
        Units = units;
        foreach (var unit in units)
        {
            if (unit.Operations is null) continue;
            foreach (var operation in unit.Operations)
                if (Versions.TryAdd(operation.Address, 0)) addresses.Add(operation.Address);
        }
    }

    public IReadOnlyList<Work> Units { get; }

    /// <summary>The documents whose versions the store must fill in.</summary>
    public IReadOnlyList<Address> Addresses => addresses;

    /// <summary>The current version of each; 0 for none.</summary>
    public Dictionary<Address, long> Versions { get; } = [];

    /// <summary>Set by the store before the decision, and after it what the store must save.</summary>
    public Head Head { get; set; }

    /// <summary>The documents to write and delete, in order.</summary>
    public List<DocumentOp> Writes { get; } = [];

    public List<Entry> Events { get; } = [];

    /// <summary>The times covered by each block of sequence numbers that the events fall in.</summary>
    public List<Span> Spans { get; } = [];

    /// <summary>What each unit hears: its last sequence number, or -1 less the index of the wish that did not hold.</summary>
    public long[] Outcomes { get; private set; } = [];

    public bool IsEmpty => Writes.Count == 0 && Events.Count == 0;

    public void Decide()
    {
        var (sequence, version) = Head;
        Outcomes = new long[Units.Count];
        for (var i = 0; i < Units.Count; i++)
        {
            var unit = Units[i];
            if (Check(unit.Operations, ref version) is var broken and >= 0)
            {
                Outcomes[i] = -1 - broken;
                continue;
            }

            foreach (var added in unit.Events) Add(++sequence, added);
            Outcomes[i] = unit.Events.Count == 0 ? 0 : sequence;
        }

        Head = new Head(sequence, version);
    }

    void Add(long sequence, JournalEvent added)
    {
        var at = Micros.Of(added.Time);
        Events.Add(new Entry(sequence, at, added));
        var block = Span.BlockOf(sequence);
        if (Spans.Count == 0 || Spans[^1].Block != block) Spans.Add(new Span(block, at, at));
        else Spans[^1] = Spans[^1].With(at);
    }

    // The index of the first wish that does not hold, or -1 when all do and have become writes.
    int Check(List<DocumentOp>? operations, ref long version)
    {
        if (operations is null) return -1;
        undo.Clear();
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            var current = Versions[operation.Address];
            if (!operation.Holds(current))
            {
                for (var u = undo.Count - 1; u >= 0; u--) Versions[undo[u].Item1] = undo[u].Item2;
                return i;
            }

            if (!operation.Writes) continue;
            operation.NewVersion = operation.Kind == OpKind.Advance ? operation.Version : ++version;
            undo.Add((operation.Address, current));
            Versions[operation.Address] = operation.Kind == OpKind.Delete ? 0 : operation.NewVersion;
        }

        foreach (var operation in operations)
            if (operation.Writes) Writes.Add(operation);
        return -1;
    }
}
