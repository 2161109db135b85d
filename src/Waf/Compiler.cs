namespace Redoubt.Waf;

/// <summary>
/// Turns a definition into an ACL and gathers every problem on the way: a rule that cannot be read fails the whole, it is never left out.
/// Fields and transformation chains that occur twice share one slot, and so do the common beginnings of chains.
/// </summary>
sealed partial class Compiler(WebAclDefinition definition, CompileOptions options)
{
    /// <summary>Transformations of one statement, as AWS allows.</summary>
    const int MaxTransformations = 10;

    readonly List<Problem> problems = [];
    readonly List<Slot> slots = [];
    readonly Dictionary<string, int> slotOf = new(StringComparer.Ordinal);
    readonly LiteralGates gates = new();
    readonly Capacity capacity = new();
    string labelPrefix = definition.LabelPrefix;
    int statements;

    public CompileResult Compile()
    {
        var checks = new DefinitionChecks(problems);
        checks.CheckAcl(definition);
        var rules = CompileRules(definition.Rules, checks, "rules");
        if (problems.Count > 0) return new CompileResult(null, problems);
        var defaultAction = Compile(definition.DefaultAction, null);
        rates.Keep(rateTables);
        return new CompileResult(new WebAcl(definition.Name, rules, [.. slots], gates.Build(slots.Count), defaultAction, capacity.Total, options) { TokenDomains = [.. definition.TokenDomains] }, []);
    }

    Rule[] CompileRules(IReadOnlyList<RuleDefinition> definitions, DefinitionChecks checks, string place)
    {
        var rules = new List<(int Priority, Rule Rule)>();
        for (var i = 0; i < definitions.Count; i++)
        {
            var rule = definitions[i];
            checks.CheckRule(rule, $"{place}[{i}]");
            statements = 0;
            if (CompileRule(rule, $"{place}[{i}]") is { } compiled) rules.Add((rule.Priority, compiled));
        }
        return [.. rules.OrderBy(r => r.Priority).Select(r => r.Rule)];
    }

    Rule? CompileRule(RuleDefinition rule, string place)
    {
        if (rule.Statement is GroupDefinition group) return CompileGroup(rule, group, $"{place}.statement");
        var rate = rule.Statement as RateBasedDefinition;
        var statement = rate is null ? Build(rule.Statement, $"{place}.statement", 0) : BuildRate(rule, rate, $"{place}.statement");
        capacity.AddLabels(rule.Labels.Count);
        if (statement is null || rule.Action is not { } action) return null;
        return new Rule(rule.Name, rate is null ? RuleKind.Regular : RuleKind.RateBased, statement, Compile(action, rule), [.. rule.Labels.Select(Qualify)]) { IsSilent = rule.IsSilent };
    }

    Rule? CompileGroup(RuleDefinition rule, GroupDefinition reference, string place)
    {
        if (capacity.IsPaused) return NoRule(place, "a rule group contains no rule group");
        var group = reference switch
        {
            ManagedRuleGroupDefinition managed => options.ManagedGroups.Find(managed.Vendor, managed.Name, managed.Version),
            RuleGroupReferenceDefinition own => options.Sets.FindRuleGroup(own.Arn),
            _ => null,
        };
        if (group is null) return NoRule(place, "there is no such rule group");
        var scopeDown = reference is ManagedRuleGroupDefinition { ScopeDown: { } narrowed } ? Build(narrowed, $"{place}.scopeDown", 0) : null;
        var action = rule.Action is { } counted ? Compile(counted, rule) : null;
        ratePath = $"{rule.Name}/";
        return new Rule(rule.Name, group.IsManaged ? RuleKind.ManagedGroup : RuleKind.Group, scopeDown, action, [], CompileRulesOf(group, reference, place));
    }

    CompiledGroup CompileRulesOf(RuleGroup group, GroupDefinition reference, string place)
    {
        capacity.AddGroup(group.Capacity);
        var checks = new DefinitionChecks(problems);
        foreach (var (name, action) in reference.Overrides) checks.CheckOverride(action, $"{place}.overrides[{name}]");
        (labelPrefix, capacity.IsPaused) = (group.LabelPrefix, true);
        var rules = CompileRules(group.Rules, checks, $"{place}.rules");
        (labelPrefix, capacity.IsPaused, ratePath) = (definition.LabelPrefix, false, "");
        return new CompiledGroup(group.Id, [.. rules.Select(Overridden)]);

        Rule Overridden(Rule inner) => reference.Overrides.TryGetValue(inner.Name, out var action)
            ? inner with { Action = Compile(action, null), Overridden = inner.Action!.Kind }
            : inner;
    }

    CompiledAction Compile(RuleAction action, RuleDefinition? rule) =>
        new(action.Kind, action.Response, [.. action.InsertHeaders.Select(h => h with { Name = $"x-amzn-waf-{h.Name}" })], action.Kind switch
        {
            ActionKind.Captcha => rule?.CaptchaImmunity ?? definition.CaptchaImmunity,
            ActionKind.Challenge => rule?.ChallengeImmunity ?? definition.ChallengeImmunity,
            _ => default,
        });

    string Qualify(string label) => label.StartsWith("awswaf:", StringComparison.Ordinal) ? label : labelPrefix + label;

    Rule? NoRule(string place, string message)
    {
        Fail(place, message);
        return null;
    }

    Statement? Fail(string place, string message)
    {
        problems.Add(new Problem(place, message));
        return null;
    }

    Statement? Build(StatementDefinition statement, string place, int depth)
    {
        if (depth > options.MaxDepth) return Fail(place, $"statements are nested more than {options.MaxDepth} deep");
        if (++statements > options.MaxStatementsPerRule)
            return statements == options.MaxStatementsPerRule + 1 ? Fail(place, $"a rule has at most {options.MaxStatementsPerRule} statements") : null;
        capacity.Add(statement);
        switch (statement)
        {
            case AndDefinition and:
                return Several(and.Statements, $"{place}.and", depth) is { } all ? new AndStatement(all) : null;
            case OrDefinition or:
                return Several(or.Statements, $"{place}.or", depth) is { } any ? new OrStatement(any) : null;
            case NotDefinition not:
                return Build(not.Statement, $"{place}.not", depth + 1) is { } one ? new NotStatement(one) : null;
            case LabelMatchDefinition label:
                return BuildLabel(label, place);
            case IpSetMatchDefinition ip:
                return BuildIpSet(ip, place);
            case GeoMatchDefinition geo:
                return BuildGeo(geo, place);
            case AsnMatchDefinition asn:
                return BuildAsn(asn, place);
            case RateBasedDefinition:
                return Fail(place, "a rate-based statement is a whole rule's statement");
            case NetworkListDefinition networks:
                return new NetworkListStatement(options.NetworkLists, networks.Name);
            case BotDefinition:
                return new BotStatement(options.NetworkLists, labelPrefix);
            case GroupDefinition:
                return Fail(place, "a rule group is a whole rule's statement");
            case RequestFaultDefinition faults:
                return faults.Kinds != RequestFaults.None ? new RequestFaultStatement(faults.Kinds) : Fail(place, "needs at least one kind of fault");
            case FieldStatementDefinition field:
                return BuildTarget(field, place) is { } target ? BuildField(field, target, place) : null;
            default:
                return Fail(place, "this kind of statement is not supported");
        }
    }

    Statement[]? Several(IReadOnlyList<StatementDefinition> parts, string place, int depth)
    {
        if (parts.Count < 2) Fail(place, "needs at least two statements");
        var built = new List<Statement>();
        for (var i = 0; i < parts.Count; i++)
            if (Build(parts[i], $"{place}[{i}]", depth + 1) is { } part) built.Add(part);
        return built.Count == parts.Count && built.Count >= 2 ? [.. built] : null;
    }

    Statement? BuildLabel(LabelMatchDefinition label, string place)
    {
        if (!DefinitionChecks.IsLabelText(label.Key)) return Fail(place, $"`{label.Key}` is no label");
        var isNamespace = label.Scope == LabelScope.Namespace;
        if (isNamespace && !label.Key.EndsWith(':')) return Fail(place, "a namespace ends with a colon");
        return new LabelMatchStatement(label.Scope, Qualify(label.Key));
    }

    Statement? BuildIpSet(IpSetMatchDefinition ip, string place)
    {
        if (options.Sets.FindIpSet(ip.Arn) is not { } set) return Fail(place, $"there is no IP set `{ip.Arn}`");
        if (ip.ForwardedIp is not { } forwarded) return new IpSetStatement(set);
        if (!DefinitionChecks.IsForwardedHeader(forwarded.Header)) return Fail(place, $"`{forwarded.Header}` is no header name");
        return new ForwardedIpSetStatement(set, forwarded);
    }

    Statement? BuildField(FieldStatementDefinition statement, FieldTarget target, string place)
    {
        switch (statement)
        {
            case ByteMatchDefinition bytes:
                var fault = DefinitionChecks.SearchStringFault(bytes);
                return fault is null ? new ByteMatchStatement(target, bytes.SearchString, bytes.Position) : Fail($"{place}.searchString", fault);
            case RegexMatchDefinition regex:
                var pattern = RegexSet.Check(regex.Regex, options.Patterns, out var regexFault);
                return pattern is null ? Fail($"{place}.regex", regexFault!) : new RegexMatchStatement(target, pattern, gates.For(target.Slot, pattern));
            case RegexSetDefinition named:
                return options.Sets.FindRegexSet(named.Arn) is { } set ? BuildRegexSet(set, target) : Fail(place, $"there is no regex pattern set `{named.Arn}`");
            case SizeConstraintDefinition size:
                return size.Size >= 0 ? new SizeConstraintStatement(target, size.Operator, size.Size) : Fail($"{place}.size", "a size is not negative");
            case SqliMatchDefinition sqli:
                return Detecting(statement, target, place, within => new SqliMatchStatement(within, sqli.Sensitivity));
            case XssMatchDefinition:
                return Detecting(statement, target, place, within => new XssMatchStatement(within));
            case DetectionDefinition detection:
                return Detecting(statement, target, place, within => new DetectionStatement(within, detection.Detector));
            default:
                return Fail(place, "this kind of statement is not supported");
        }
    }

    // An attack is one in the text where the origin reads it: of a body in each of its fields, parts and values.
    Statement Detecting(FieldStatementDefinition statement, FieldTarget target, string place, Func<FieldTarget, Statement> make) =>
        statement.Field is BodyField body ? make(TargetOf(new BodyTexts(body.Oversize), BuildChain(statement.Transformations, place))) : make(target);

    OrStatement BuildRegexSet(RegexSet set, FieldTarget target) =>
        new([.. set.Patterns.Select(pattern => new RegexMatchStatement(target, pattern, gates.For(target.Slot, pattern), "RegexPatternSet"))]);

    FieldTarget? BuildTarget(FieldStatementDefinition statement, string place) => BuildTarget(statement.Field, statement.Transformations, place);

    FieldTarget? BuildTarget(FieldDefinition definition, IReadOnlyList<TransformationDefinition> transformations, string place)
    {
        var before = problems.Count;
        var field = FieldTable.Build(definition, message => problems.Add(new Problem($"{place}.field", message)));
        var chain = BuildChain(transformations, $"{place}.transformations");
        if (field is null || problems.Count > before) return null;
        foreach (var transform in chain) capacity.AddTransformation(field.Key, transform.Name);
        return TargetOf(field, chain);
    }

    FieldTarget TargetOf(Field field, List<Transform> chain)
    {
        var slot = SlotFor(field.Key, () => new Slot(field, -1, null));
        var key = field.Key;
        foreach (var transform in chain)
        {
            key = $"{key}>{transform.Name}";
            var parent = slot;
            slot = SlotFor(key, () => new Slot(null, parent, transform));
        }
        return new FieldTarget(slot, field.Location);
    }

    int SlotFor(string key, Func<Slot> make)
    {
        if (slotOf.TryGetValue(key, out var known)) return known;
        slots.Add(make());
        return slotOf[key] = slots.Count - 1;
    }

    List<Transform> BuildChain(IReadOnlyList<TransformationDefinition> transformations, string place)
    {
        var chain = new List<Transform>();
        if (transformations.Count > MaxTransformations) Fail(place, $"at most {MaxTransformations} transformations");
        if (transformations.DistinctBy(t => t.Priority).Count() < transformations.Count) Fail(place, "two transformations have the same priority");
        foreach (var transformation in transformations.OrderBy(t => t.Priority))
        {
            if (transformation.Type == TransformTable.None) continue;
            if (TransformTable.Find(transformation.Type) is { } transform) chain.Add(transform);
            else Fail(place, $"there is no transformation `{transformation.Type}`");
        }
        return chain;
    }
}
