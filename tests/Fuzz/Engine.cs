using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>Whole requests against whole web ACLs.</summary>
static class Engine
{
    static readonly Lazy<WebAcl> CompiledDefault = new(DefaultAcl.Compile);
    static readonly Lazy<WebAcl> CompiledEverything = new(CompileEverything);

    /// <summary>What a new installation has.</summary>
    public static WebAcl Default => CompiledDefault.Value;

    /// <summary>Every field under every transformation, the statements in turn.</summary>
    public static WebAcl Everything => CompiledEverything.Value;

    public static void Evaluate(WebAcl acl, string text)
    {
        var verdict = acl.Evaluate(FuzzRequest.Parse(text));
        if (verdict.Failures.Count > 0) throw new BrokenPromise($"a rule could not be evaluated: {verdict.Failures[0].Error}");
    }

    static WebAcl CompileEverything()
    {
        FieldDefinition[] fields =
        [
            new UriPathField(), new QueryStringField(), new UriFragmentField(Fallback.NoMatch), new AllQueryArgumentsField(), new QueryTextsField(), new SingleQueryArgumentField("a"), new MethodField(),
            new SingleHeaderField("cookie"), new HeadersField(NamePattern.All, MatchScope.All, OversizeHandling.Continue), new CookiesField(NamePattern.All, MatchScope.All, OversizeHandling.Continue),
            new HeaderOrderField(OversizeHandling.Continue), new BodyField(OversizeHandling.Continue), new BodyTextsField(OversizeHandling.Continue), new FormArgumentsField(OversizeHandling.Continue),
            new MultipartBodyField(OversizeHandling.Continue), new XmlBodyField(OversizeHandling.Continue), new GraphQlBodyField(OversizeHandling.Continue),
            new JsonBodyField { Scope = MatchScope.All, IncludedPaths = ["", "/a", "/0/a"], Invalid = InvalidJson.EvaluateAsString },
        ];
        var chains = TransformTable.All.Select(transform => new[] { transform.Name }).Append([]).Append(["URL_DECODE_UNI", "HTML_ENTITY_DECODE", "JS_DECODE", "CSS_DECODE"]);
        var statements = fields.SelectMany(field => chains.Select(chain => (field, chain))).Select((pair, i) => (StatementDefinition)Statement(pair.field, Chain(pair.chain), i)).Append(new RequestFaultDefinition(RequestFaults.All));
        return WebAcl.Compile(new WebAclDefinition
        {
            Name = "everything",
            LabelPrefix = "awswaf:000000000000:webacl:everything:",
            DefaultAction = RuleAction.Allow,
            Rules = [.. statements.Select((statement, i) => new RuleDefinition { Name = $"r{i}", Priority = i, Statement = statement, Action = RuleAction.Count, Labels = [$"l{i % 7}"] })],
        }).Acl!;
    }

    static FieldStatementDefinition Statement(FieldDefinition field, TransformationDefinition[] chain, int number) => (number % 5) switch
    {
        0 => new ByteMatchDefinition { Field = field, SearchString = "a", Position = PositionalConstraint.ContainsWord, Transformations = chain },
        1 => new RegexMatchDefinition { Field = field, Regex = "(?i)[^a-z]+script\\b.\\s$", Transformations = chain },
        2 => new SizeConstraintDefinition { Field = field, Operator = ComparisonOperator.Greater, Size = 5, Transformations = chain },
        3 => new SqliMatchDefinition { Field = field, Sensitivity = SensitivityLevel.High, Transformations = chain },
        _ => new XssMatchDefinition { Field = field, Transformations = chain },
    };

    static TransformationDefinition[] Chain(string[] types) => [.. types.Select((type, i) => new TransformationDefinition(i, type))];
}
