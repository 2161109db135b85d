using System.Collections.Concurrent;

namespace Redoubt.Waf;

/// <summary>
/// A compiled web ACL: immutable, used by all threads at once. Rules run by priority over one shared view of the request until
/// one of them decides; else the default action does. Never throws on account of a request.
/// </summary>
public sealed class WebAcl
{
    // Evaluations kept for reuse; more than this many at once are made anew and dropped.
    const int MaxPooled = 64;

    readonly Rule[] rules;
    readonly Slot[] slots;
    readonly LiteralAutomaton?[] automata;
    readonly CompiledAction defaultAction;
    readonly CompileOptions options;
    readonly ConcurrentQueue<Evaluation> pool = new();

    internal WebAcl(string name, Rule[] rules, Slot[] slots, LiteralAutomaton?[] automata, CompiledAction defaultAction, int capacity, CompileOptions options)
    {
        Name = name;
        Capacity = capacity;
        this.rules = rules;
        this.slots = slots;
        this.automata = automata;
        this.defaultAction = defaultAction;
        this.options = options;
    }

    public string Name { get; }

    /// <summary>Domains whose tokens are accepted besides the request's own host, each with all names below it.</summary>
    public IReadOnlyList<string> TokenDomains { get; internal init; } = [];

    /// <summary>Web ACL capacity units, by AWS's table.</summary>
    public int Capacity { get; }

    /// <summary>Checks a definition whole and compiles it, or says everything that is wrong with it.</summary>
    public static CompileResult Compile(WebAclDefinition definition, CompileOptions? options = null) =>
        new Compiler(definition, options ?? CompileOptions.Default).Compile();

    /// <summary>Decides about a request.</summary>
    public Verdict Evaluate(InspectedRequest request) => Evaluate(request, null);

    /// <summary>Decides about a request and keeps everything that was looked at. Slow, and holds what the client sent.</summary>
    public Verdict Explain(InspectedRequest request) => Evaluate(request, new Explanation());

    Verdict Evaluate(InspectedRequest request, Explanation? explanation)
    {
        if (!pool.TryDequeue(out var evaluation)) evaluation = new Evaluation(slots, automata, options);
        evaluation.Begin(request);
        var verdict = new Pass(evaluation, options, explanation).Run(rules, defaultAction);
        evaluation.End();
        if (pool.Count < MaxPooled) pool.Enqueue(evaluation);
        return verdict;
    }
}
