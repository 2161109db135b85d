namespace Redoubt.Waf;

/// <summary>
/// One request's pass through the rules. Every field and every transformed form of it is made when a rule first asks and kept
/// for the rules after it; two chains with a common beginning share that. Reused from request to request.
/// </summary>
sealed class Evaluation
{
    readonly Slot[] slots;
    readonly FieldValues[] values;
    readonly FieldValues[] current;
    readonly bool[] ready;
    readonly LiteralAutomaton?[] automata;
    readonly ulong[][] literals;
    readonly bool[] scanned;
    readonly List<MatchDetail> details = [];
    readonly List<string> labels = [];
    InspectedRequest? request;
    ReadOnlyMemory<char> body;
    bool bodyReady;
    RequestFaults? faults;
    bool faultsReady;

    /// <param name="automata">For each slot, the texts that its patterns need; null for none.</param>
    public Evaluation(Slot[] slots, LiteralAutomaton?[] automata, CompileOptions options)
    {
        this.slots = slots;
        this.automata = automata;
        literals = [.. automata.Select(automaton => new ulong[((automaton?.Count ?? 0) + 63) / 64])];
        scanned = new bool[slots.Length];
        Limits = options.Limits;
        Arena = new Arena(Limits.Transformed, options.Memory);
        ready = new bool[slots.Length];
        values = new FieldValues[slots.Length];
        current = new FieldValues[slots.Length];
        for (var i = 0; i < values.Length; i++) values[i] = new FieldValues(Arena);
    }

    public InspectionLimits Limits { get; }

    public Arena Arena { get; }

    public JsonNesting Nesting { get; } = new();

    public InspectedRequest Request => request!;

    public OversizeFields Oversize { get; set; }

    /// <summary>The reason of the last <see cref="Outcome.Error"/>.</summary>
    public EvaluationError Error { get; set; }

    /// <summary>Set where the operator wants to see what is looked at.</summary>
    public RuleExplanation? Explaining { get; set; }

    public List<string> Labels => labels;

    public List<MatchDetail> Details => details;

    /// <summary>Rate-based rules that limited the request.</summary>
    public List<RateMatch> Rates { get; } = [];

    public void Begin(InspectedRequest inspected) => request = inspected;

    public void End()
    {
        request = null;
        body = default;
        bodyReady = faultsReady = false;
        Oversize = OversizeFields.None;
        Error = EvaluationError.None;
        Explaining = null;
        labels.Clear();
        details.Clear();
        Rates.Clear();
        for (var i = 0; i < ready.Length; i++)
        {
            if (ready[i]) values[i].Clear();
            ready[i] = scanned[i] = false;
        }
        Arena.Reset();
    }

    /// <summary>A field after its transformations.</summary>
    public FieldValues Values(int slot)
    {
        if (ready[slot]) return current[slot];
        ready[slot] = true;
        var wanted = current[slot] = values[slot];
        var (field, parent, transform) = slots[slot];
        if (field is not null)
        {
            field.Extract(this, wanted);
            return wanted;
        }
        var source = Values(parent);
        // What a transformation leaves as it is, is not kept twice.
        if (!source.IsAffectedBy(transform!)) return current[slot] = source;
        wanted.TransformFrom(source, transform!);
        return wanted;
    }

    /// <summary>Which of the texts that a slot's patterns need occur in it, one bit for each.</summary>
    public ulong[] Literals(int slot)
    {
        var found = literals[slot];
        if (scanned[slot]) return found;
        scanned[slot] = true;
        Array.Clear(found);
        var parts = Values(slot);
        for (var i = 0; i < parts.Count; i++) automata[slot]!.Scan(parts[i].Text.Span, found);
        return found;
    }

    /// <summary>The body within the limit, one character per byte; sets <see cref="Oversize"/> where there is more of it.</summary>
    public ReadOnlyMemory<char> Body(OversizeFields name)
    {
        var bytes = Request.Body;
        if (Request.BodyTruncated || bytes.Length > Limits.Body) Oversize |= name;
        if (bodyReady) return body;
        bodyReady = true;
        bytes = bytes[..Math.Min(bytes.Length, Limits.Body)];
        if (bytes.IsEmpty || !Arena.TryRent(bytes.Length, out var text)) return body;
        System.Text.Encoding.Latin1.GetChars(bytes.Span, text.Span);
        return body = text;
    }

    /// <summary>What keeps the request from being inspected as its origin will read it; null where there is no memory to tell.</summary>
    public RequestFaults? Faults
    {
        get
        {
            if (faultsReady) return faults;
            faultsReady = true;
            var found = FaultFinder.Find(this);
            return faults = Arena.Exhausted ? null : found;
        }
    }

    /// <summary>Forgets details noted since <paramref name="mark"/>: what a failed conjunction or a negation matched explains nothing.</summary>
    public void Rewind(int mark)
    {
        if (details.Count > mark) details.RemoveRange(mark, details.Count - mark);
    }
}

/// <summary>A field, or another slot's values after one transformation.</summary>
readonly record struct Slot(Field? Field, int Parent, Transform? Transform);

enum Outcome
{
    NoMatch,
    Match,

    /// <summary>Could not be decided; see <see cref="Evaluation.Error"/>.</summary>
    Error,
}
