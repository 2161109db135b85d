namespace Redoubt.Waf;

/// <summary>The rules' turn at one request, and what is gathered on the way.</summary>
ref struct Pass(Evaluation evaluation, CompileOptions options, Explanation? explanation)
{
    List<CountedRule>? counted;
    List<GroupOutcome>? groups;
    List<RuleFailure>? failures;
    List<HttpHeader>? headers;
    TokenCheck? captcha, challenge;

    public Verdict Run(Rule[] rules, CompiledAction defaultAction)
    {
        foreach (var rule in rules)
        {
            var decided = rule.Group is { } group ? RunGroup(rule, group) : Try(rule, null, ref counted);
            if (decided is { } by) return Decide(rule, by.Rule.Action, by.Failed);
        }
        evaluation.Details.Clear();
        if (defaultAction.InsertHeaders.Length > 0) (headers ??= []).AddRange(defaultAction.InsertHeaders);
        return Decide(null, defaultAction, failed: false);
    }

    // The group's rules in turn, until one of them decides: for the group where that only counts, else for the request.
    Decision? RunGroup(Rule rule, CompiledGroup group)
    {
        if (rule.Statement is { } scopeDown)
        {
            var seen = Evaluate(rule, null, scopeDown);
            if (seen == Outcome.Error) return Fail(rule);
            if (seen == Outcome.NoMatch) return null;
        }
        List<CountedRule>? inner = null;
        Decision? decision = null;
        foreach (var one in group.Rules)
        {
            decision = Try(one, rule.Name, ref inner);
            if (decision is not null) break;
        }
        var terminating = decision is { } by ? new CountedRule(by.Rule.Name, by.Failed ? ActionKind.Block : by.Rule.Action!.Kind, [.. evaluation.Details], by.Rule.Overridden) : null;
        if (terminating is not null || inner is not null) (groups ??= []).Add(new GroupOutcome(rule.Name, group.Id, terminating, inner ?? []));
        if (decision is null || rule.Action is not { Kind: ActionKind.Count } count) return decision;
        if (count.InsertHeaders.Length > 0) (headers ??= []).AddRange(count.InsertHeaders);
        (counted ??= []).Add(new CountedRule(rule.Name, ActionKind.Count, []));
        return null;
    }

    /// <summary>Evaluates a rule; null where it does not decide.</summary>
    Decision? Try(Rule rule, string? group, ref List<CountedRule>? matched)
    {
        var outcome = Evaluate(rule, group, rule.Statement!);
        if (outcome == Outcome.NoMatch) return null;
        if (outcome == Outcome.Error) return Fail(rule);
        foreach (var label in rule.Labels)
            if (!evaluation.Labels.Contains(label)) evaluation.Labels.Add(label);
        var action = rule.Action!;
        var terminates = action.Kind switch
        {
            ActionKind.Count => false,
            ActionKind.Captcha or ActionKind.Challenge => !Proved(action),
            _ => true,
        };
        if (terminates && action.Kind != ActionKind.Allow) return new Decision(rule, Failed: false);
        if (action.InsertHeaders.Length > 0) (headers ??= []).AddRange(action.InsertHeaders);
        if (terminates) return new Decision(rule, Failed: false);
        if (!rule.IsSilent) (matched ??= []).Add(new CountedRule(rule.Name, action.Kind, [.. evaluation.Details], rule.Overridden));
        return null;
    }

    bool Proved(CompiledAction action)
    {
        var check = evaluation.Request.Token.Check(action.Kind, action.Immunity, options.Clock.GetUtcNow());
        if (action.Kind == ActionKind.Captcha) captcha = check;
        else challenge = check;
        return check.Passed;
    }

    readonly Outcome Evaluate(Rule rule, string? group, Statement statement)
    {
        evaluation.Details.Clear();
        evaluation.Explaining = explanation?.Begin(rule.Name, group);
        var outcome = statement.Evaluate(evaluation);
        if (evaluation.Explaining is { } explaining) explaining.Matched = outcome == Outcome.Match;
        return outcome;
    }

    Decision? Fail(Rule rule)
    {
        (failures ??= []).Add(new RuleFailure(rule.Name, evaluation.Error));
        evaluation.Details.Clear();
        return options.OnFailure == FailureBehavior.Block && rule.Matters ? new Decision(rule, Failed: true) : null;
    }

    readonly Verdict Decide(Rule? rule, CompiledAction? action, bool failed) => new()
    {
        Action = failed ? ActionKind.Block : action!.Kind,
        TerminatingRule = rule?.Name,
        TerminatingKind = rule?.Kind ?? RuleKind.Regular,
        Response = failed ? null : action!.Response,
        InsertHeaders = !failed && action!.Kind == ActionKind.Allow && headers is not null ? (IReadOnlyList<HttpHeader>)headers : [],
        Labels = evaluation.Labels.Count == 0 ? [] : evaluation.Labels.ToArray(),
        Details = evaluation.Details.Count == 0 ? [] : evaluation.Details.ToArray(),
        Counted = counted ?? (IReadOnlyList<CountedRule>)[],
        Groups = groups ?? (IReadOnlyList<GroupOutcome>)[],
        Rates = evaluation.Rates.Count == 0 ? [] : evaluation.Rates.ToArray(),
        Oversize = evaluation.Oversize,
        Failures = failures ?? (IReadOnlyList<RuleFailure>)[],
        Failed = failed,
        Captcha = captcha,
        Challenge = challenge,
        Explanation = explanation,
    };

    /// <summary>The rule that ended an evaluation.</summary>
    /// <param name="Failed">It could not be evaluated.</param>
    readonly record struct Decision(Rule Rule, bool Failed);
}
