namespace Redoubt.Waf;

/// <summary>
/// One request's pass through the rules. Every field and every transformed form of it is made when a rule first asks and kept
/// for the rules after it; two chains with a common beginning share that. Reused from request to request.
/// </summary>
sealed class Evaluation
{
    readonly Slot[] slots;
    readonly FieldValues[] values;
    readonly bool[] ready;
    readonly List<MatchDetail> details = [];
    readonly List<string> labels = [];
    InspectedRequest? request;
    ReadOnlyMemory<char> body;
    bool bodyReady;

    public Evaluation(Slot[] slots, InspectionLimits limits)
    {
        this.slots = slots;
        Limits = limits;
        Arena = new Arena(limits.Transformed);
        ready = new bool[slots.Length];
        values = new FieldValues[slots.Length];
        for (var i = 0; i < values.Length; i++) values[i] = new FieldValues();
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

    public void Begin(InspectedRequest inspected) => request = inspected;

    public void End()
    {
        request = null;
        body = default;
        bodyReady = false;
        Oversize = OversizeFields.None;
        Error = EvaluationError.None;
        Explaining = null;
        labels.Clear();
        details.Clear();
        for (var i = 0; i < ready.Length; i++)
        {
            if (ready[i]) values[i].Clear();
            ready[i] = false;
        }
        Arena.Reset();
    }

    /// <summary>A field after its transformations.</summary>
    public FieldValues Values(int slot)
    {
        var wanted = values[slot];
        if (ready[slot]) return wanted;
        ready[slot] = true;
        var (field, parent, transform) = slots[slot];
        if (field is not null) field.Extract(this, wanted);
        else wanted.TransformFrom(Values(parent), transform!, Arena);
        return wanted;
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
