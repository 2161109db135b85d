namespace Redoubt.Waf;

/// <summary>
/// Turns a definition into an ACL and gathers every problem on the way: a rule that cannot be read fails the whole, it is never left out.
/// Fields and transformation chains that occur twice share one slot, and so do the common beginnings of chains.
/// </summary>
sealed class Compiler(WebAclDefinition definition, CompileOptions options)
{
    /// <summary>Transformations of one statement, as AWS allows.</summary>
    const int MaxTransformations = 10;

    readonly List<Problem> problems = [];
    readonly List<Slot> slots = [];
    readonly Dictionary<string, int> slotOf = new(StringComparer.Ordinal);
    readonly Capacity capacity = new();
    int statements;

    public CompileResult Compile()
    {
        var checks = new DefinitionChecks(definition, problems);
        checks.CheckAcl();
        var rules = new List<(int Priority, Rule Rule)>();
        for (var i = 0; i < definition.Rules.Count; i++)
        {
            var rule = definition.Rules[i];
            var place = $"rules[{i}]";
            checks.CheckRule(rule, place);
            statements = 0;
            var statement = Build(rule.Statement, $"{place}.statement", 0);
            capacity.AddLabels(rule.Labels.Count);
            if (statement is not null)
                rules.Add((rule.Priority, new Rule(rule.Name, statement, Compile(rule.Action), [.. rule.Labels.Select(Qualify)])));
        }
        if (problems.Count > 0) return new CompileResult(null, problems);
        var ordered = rules.OrderBy(r => r.Priority).Select(r => r.Rule).ToArray();
        return new CompileResult(new WebAcl(definition.Name, ordered, [.. slots], Compile(definition.DefaultAction), capacity.Total, options), []);
    }

    static CompiledAction Compile(RuleAction action) =>
        new(action.Kind, action.Response, [.. action.InsertHeaders.Select(h => h with { Name = $"x-amzn-waf-{h.Name}" })]);

    string Qualify(string label) => label.StartsWith("awswaf:", StringComparison.Ordinal) ? label : definition.LabelPrefix + label;

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
                return pattern is null ? Fail($"{place}.regex", regexFault!) : new RegexMatchStatement(target, pattern);
            case RegexSetDefinition named:
                return options.Sets.FindRegexSet(named.Arn) is { } set ? new RegexSetStatement(target, set) : Fail(place, $"there is no regex pattern set `{named.Arn}`");
            case SizeConstraintDefinition size:
                return size.Size >= 0 ? new SizeConstraintStatement(target, size.Operator, size.Size) : Fail($"{place}.size", "a size is not negative");
            case SqliMatchDefinition sqli:
                return Detecting(statement, target, place, within => new SqliMatchStatement(within, sqli.Sensitivity));
            case XssMatchDefinition:
                return Detecting(statement, target, place, within => new XssMatchStatement(within));
            default:
                return Fail(place, "this kind of statement is not supported");
        }
    }

    // An attack is one in the text where the origin reads it: of a body also in each of its form's fields and parts.
    Statement Detecting(FieldStatementDefinition statement, FieldTarget target, string place, Func<FieldTarget, Statement> make)
    {
        if (statement.Field is not BodyField body) return make(target);
        var chain = BuildChain(statement.Transformations, place);
        return new OrStatement([make(TargetOf(new ReadableBody(body.Oversize), chain)), make(TargetOf(new FormArguments(body.Oversize), chain)), make(TargetOf(new MultipartBody(body.Oversize), chain))]);
    }

    FieldTarget? BuildTarget(FieldStatementDefinition statement, string place)
    {
        var before = problems.Count;
        var field = FieldTable.Build(statement.Field, message => problems.Add(new Problem($"{place}.field", message)));
        var chain = BuildChain(statement.Transformations, $"{place}.transformations");
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
