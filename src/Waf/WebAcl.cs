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
    readonly CompiledAction defaultAction;
    readonly CompileOptions options;
    readonly ConcurrentQueue<Evaluation> pool = new();

    internal WebAcl(string name, Rule[] rules, Slot[] slots, CompiledAction defaultAction, int capacity, CompileOptions options)
    {
        Name = name;
        Capacity = capacity;
        this.rules = rules;
        this.slots = slots;
        this.defaultAction = defaultAction;
        this.options = options;
    }

    public string Name { get; }

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
        if (!pool.TryDequeue(out var evaluation)) evaluation = new Evaluation(slots, options.Limits);
        evaluation.Begin(request);
        var verdict = new Pass(evaluation, options.OnFailure, explanation).Run(rules, defaultAction);
        evaluation.End();
        if (pool.Count < MaxPooled) pool.Enqueue(evaluation);
        return verdict;
    }

    /// <summary>The rules' turn at one request, and what is gathered on the way.</summary>
    ref struct Pass(Evaluation evaluation, FailureBehavior onFailure, Explanation? explanation)
    {
        List<CountedRule>? counted;
        List<RuleFailure>? failures;
        List<HttpHeader>? headers;

        public Verdict Run(Rule[] rules, CompiledAction defaultAction)
        {
            foreach (var rule in rules)
            {
                evaluation.Details.Clear();
                evaluation.Explaining = explanation?.Begin(rule.Name);
                var outcome = rule.Statement.Evaluate(evaluation);
                if (evaluation.Explaining is { } explaining) explaining.Matched = outcome == Outcome.Match;
                switch (outcome)
                {
                    case Outcome.NoMatch:
                        continue;
                    case Outcome.Error:
                        (failures ??= []).Add(new RuleFailure(rule.Name, evaluation.Error));
                        if (onFailure == FailureBehavior.Block && rule.Matters) return Decide(rule.Name, ActionKind.Block, null, failed: true);
                        continue;
                }
                foreach (var label in rule.Labels)
                    if (!evaluation.Labels.Contains(label)) evaluation.Labels.Add(label);
                if (rule.Action.InsertHeaders.Length > 0) (headers ??= []).AddRange(rule.Action.InsertHeaders);
                if (rule.Action.Kind != ActionKind.Count) return Decide(rule.Name, rule.Action.Kind, rule.Action.Response, failed: false);
                (counted ??= []).Add(new CountedRule(rule.Name, [.. evaluation.Details]));
            }
            evaluation.Details.Clear();
            if (defaultAction.InsertHeaders.Length > 0) (headers ??= []).AddRange(defaultAction.InsertHeaders);
            return Decide(null, defaultAction.Kind, defaultAction.Response, failed: false);
        }

        readonly Verdict Decide(string? rule, ActionKind action, CustomResponse? response, bool failed) => new()
        {
            Action = action,
            TerminatingRule = rule,
            Response = response,
            InsertHeaders = action == ActionKind.Allow && headers is not null ? (IReadOnlyList<HttpHeader>)headers : [],
            Labels = evaluation.Labels.Count == 0 ? [] : evaluation.Labels.ToArray(),
            Details = evaluation.Details.Count == 0 ? [] : evaluation.Details.ToArray(),
            Counted = counted ?? (IReadOnlyList<CountedRule>)[],
            Oversize = evaluation.Oversize,
            Failures = failures ?? (IReadOnlyList<RuleFailure>)[],
            Failed = failed,
            Explanation = explanation,
        };
    }
}
