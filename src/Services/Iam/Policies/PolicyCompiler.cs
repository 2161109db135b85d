namespace Redoubt.Services.Iam.Policies;

/// <summary>Checks a document in the order in which IAM reports what is wrong, and makes a <see cref="Policy"/> of it.</summary>
static class PolicyCompiler
{
    /// <exception cref="PolicyFormatException">The document is malformed, with AWS's reason.</exception>
    public static Policy Compile(string document, PolicyKind kind)
    {
        var text = PolicyParser.Parse(document, kind);
        foreach (var statement in text.Statements) CheckSyntax(statement, kind);
        if (kind == PolicyKind.Identity && text.Version != "2012-10-17") throw PolicyTexts.Version();
        var variables = text.Version == "2012-10-17";
        var conditions = text.Statements.Select(statement => Conditions(statement, variables)).ToArray();
        var resourceError = kind == PolicyKind.Identity ? CheckResources(text.Statements) : null;
        CheckSids(text.Statements, kind);
        CheckElements(text.Statements, kind);
        if (resourceError is not null) throw resourceError;
        foreach (var statement in text.Statements) CheckActions(statement, kind);
        foreach (var statement in text.Statements) CheckResources(statement, kind);

        var statements = new Statement[text.Statements.Count];
        for (var i = 0; i < statements.Length; i++) statements[i] = Compile(text.Statements[i], i, conditions[i], variables);
        return new Policy(document, kind, statements);
    }

    static Statement Compile(StatementText statement, int index, Condition[] conditions, bool variables) => new(
        index,
        statement.Sid,
        statement.Effect == "Deny",
        Patterns(statement.Actions!, action => Pattern.Parse(action.ToLowerInvariant(), wildcards: true, variables: false)),
        statement.Resources is { } resources
            ? Patterns(resources, resource => Pattern.Parse(ResourceFormat.Complete(resource), wildcards: true, variables))
            : null,
        statement.Principals is { } principals ? new PrincipalSet(principals.Names) : null,
        statement.Principals is { Negated: true },
        conditions);

    static PatternSet Patterns(StringList list, Func<string, Pattern> parse) => new([.. list.Values.Select(parse)], list.Negated);

    // An operator nobody knows is let pass where it has no keys, as IAM does.
    static void CheckSyntax(StatementText statement, PolicyKind kind)
    {
        if (statement.Effect is null) throw kind == PolicyKind.Identity ? PolicyTexts.Syntax() : PolicyTexts.Missing("Effect");
        foreach (var condition in statement.Conditions)
            if (ConditionOperator.Parse(condition.Operator) is null) throw PolicyTexts.Syntax();
    }

    static Condition[] Conditions(StatementText statement, bool variables) => statement.Effect is "Allow" or "Deny"
        ? [.. statement.Conditions.Select(condition => Compile(condition, variables))]
        : throw PolicyTexts.Legacy();

    static Condition Compile(ConditionText condition, bool variables)
    {
        var how = ConditionOperator.Parse(condition.Operator)!.Value;
        return new Condition(
            condition.Operator,
            how,
            ConditionKey.Parse(condition.Key),
            [.. condition.Values.Select(value => Operand.Parse(how.Comparison, value, variables))]);
    }

    // Names that no service could mean are refused at once; all else is reported after the elements that are missing.
    static PolicyFormatException? CheckResources(IReadOnlyList<StatementText> statements)
    {
        PolicyFormatException? first = null;
        foreach (var statement in statements)
        {
            foreach (var resource in statement.Resources?.Values.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            {
                var error = ResourceFormat.Check(resource);
                if (error is null && first is null && ResourceFormat.IsIncomplete(resource)) throw PolicyTexts.Legacy();
                first ??= error;
            }
        }
        return first;
    }

    static void CheckSids(IReadOnlyList<StatementText> statements, PolicyKind kind)
    {
        var sids = new HashSet<string>();
        foreach (var statement in statements)
        {
            if (string.IsNullOrEmpty(statement.Sid)) continue;
            if (!sids.Add(statement.Sid)) throw PolicyTexts.SidNotUnique();
            if (kind != PolicyKind.Resource && !statement.Sid.All(char.IsAsciiLetterOrDigit)) throw PolicyTexts.SidNotAlphanumeric();
        }
    }

    static void CheckElements(IReadOnlyList<StatementText> statements, PolicyKind kind)
    {
        foreach (var statement in statements)
        {
            if (kind == PolicyKind.Identity && statement.Principals is not null) throw PolicyTexts.PrincipalInIdentityPolicy();
            if (kind != PolicyKind.Identity && statement.Principals is not { Names.Count: > 0 }) throw PolicyTexts.Missing("Principal");
            if (statement.Actions is not { Values.Count: > 0 }) throw kind == PolicyKind.Identity ? PolicyTexts.NoActions() : PolicyTexts.Missing("Action");
        }
    }

    static void CheckActions(StatementText statement, PolicyKind kind)
    {
        foreach (var action in statement.Actions!.Values)
        {
            if (action == "*" && kind != PolicyKind.Trust) continue;
            var colon = action.IndexOf(':');
            if (kind == PolicyKind.Resource && (colon <= 0 || action.LastIndexOf(':') != colon)) throw PolicyTexts.InvalidAction();
            if (colon < 0) throw PolicyTexts.NoVendor();
            if (action.LastIndexOf(':') != colon) throw PolicyTexts.SecondColon();
            var vendor = action[..colon];
            if (vendor != "*" && !vendor.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')) throw PolicyTexts.Vendor(vendor);
            if (kind == PolicyKind.Trust && !vendor.Equals("sts", StringComparison.OrdinalIgnoreCase)) throw PolicyTexts.NotAssumeRole();
        }
    }

    static void CheckResources(StatementText statement, PolicyKind kind)
    {
        if (kind == PolicyKind.Trust)
        {
            if (statement.Resources is not null) throw PolicyTexts.Prohibited(statement.Resources.Negated ? "NotResource" : "Resource");
            return;
        }
        if (statement.Resources is not { Values.Count: > 0 }) throw kind == PolicyKind.Identity ? PolicyTexts.NoResources() : PolicyTexts.Missing("Resource");
        if (kind == PolicyKind.Identity) return;
        foreach (var resource in statement.Resources.Values)
            if (ResourceFormat.Check(resource) is not null || ResourceFormat.IsIncomplete(resource)) throw PolicyTexts.InvalidResource();
    }
}
