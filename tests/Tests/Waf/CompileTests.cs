using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class CompileTests
{
    static readonly ByteMatchDefinition Good = Of.Bytes(new UriPathField(), "/a");

    [Fact]
    public void Every_problem_is_listed_with_its_place()
    {
        var definition = Of.Definition(
            Of.Rule("bad name!", 1, Of.Bytes(new UriPathField(), "a", PositionalConstraint.Exactly, "ROT13"), RuleAction.Block),
            Of.Rule("twice", 1, new RegexMatchDefinition { Field = new BodyField(OversizeHandling.Continue), Regex = "(" }, RuleAction.Block),
            Of.Rule("twice", -1, new AndDefinition([Good]), RuleAction.Count with { Response = new CustomResponse(99, null, []) }, "not a label"),
            Of.Rule("sets", 3, new OrDefinition([new IpSetMatchDefinition("arn:none"), new NotDefinition(new RegexSetDefinition { Field = new MethodField(), Arn = "arn:none" })]), RuleAction.Block)) with
        {
            LabelPrefix = "no colon",
            DefaultAction = RuleAction.Count,
        };

        var (acl, problems) = WebAcl.Compile(definition);

        Assert.Null(acl);
        Assert.Equal(
            [
                "labelPrefix", "defaultAction", "rules[0].name", "rules[0].statement.transformations", "rules[1].priority", "rules[1].statement.regex", "rules[2].name",
                "rules[2].priority", "rules[2].labels", "rules[2].action", "rules[2].action", "rules[2].statement.and", "rules[3].statement.or[0]", "rules[3].statement.or[1].not",
            ],
            problems.Select(p => p.Place));
    }

    public static TheoryData<StatementDefinition, string> Bad => new()
    {
        { Of.Bytes(new UriPathField(), new string('a', 201)), "at most 200 bytes" },
        { Of.Bytes(new UriPathField(), "\u0101"), "one character is one byte" },
        { Of.Bytes(new UriPathField(), "a b", PositionalConstraint.ContainsWord), "a word has" },
        { Of.Bytes(new SingleHeaderField(""), "a"), "a name is needed" },
        { Of.Bytes(new HeadersField(new NamePattern(NamePatternKind.Included, []), MatchScope.All, OversizeHandling.Continue), "a"), "names" },
        { Of.Bytes(new CookiesField(new NamePattern(NamePatternKind.Excluded, []), MatchScope.All, OversizeHandling.Continue), "a"), "names" },
        { Of.Bytes(new JsonBodyField { Scope = MatchScope.All, IncludedPaths = ["a"] }, "a"), "no JSON pointer" },
        { Of.Bytes(new JsonBodyField { Scope = MatchScope.All, IncludedPaths = ["/a~2"] }, "a"), "no JSON pointer" },
        { Of.Bytes(new JsonBodyField { Scope = MatchScope.All, IncludedPaths = [] }, "a"), "JSON pointers" },
        { Good with { Transformations = [new(1, "LOWERCASE"), new(1, "MD5")] }, "same priority" },
        { Good with { Transformations = Of.Chain([.. Enumerable.Repeat("LOWERCASE", 11)]) }, "at most 10" },
        { new SizeConstraintDefinition { Field = new UriPathField(), Operator = ComparisonOperator.Equal, Size = -1 }, "not negative" },
        { new RegexMatchDefinition { Field = new UriPathField(), Regex = new string('a', 513) }, "1 to 512" },
        { new LabelMatchDefinition(LabelScope.Namespace, "a"), "ends with a colon" },
        { new LabelMatchDefinition(LabelScope.Label, "a b"), "no label" },
        { Nested(11), "more than 10 deep" },
        { new OrDefinition([.. Enumerable.Repeat(Good, 501)]), "at most 500 statements" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_statement_is_a_problem(StatementDefinition statement, string message)
    {
        var (acl, problems) = WebAcl.Compile(Of.Definition(Of.Rule("rule", 0, statement, RuleAction.Block)));

        Assert.Null(acl);
        Assert.Contains(message, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content-type", "x")]
    [InlineData("a b", "x")]
    [InlineData("a", "")]
    [InlineData("a", "x\r\ny: z")]
    public void A_header_that_could_break_out_is_a_problem(string name, string value)
    {
        var action = RuleAction.Block with { Response = new CustomResponse(403, null, [new HttpHeader(name, value)]) };

        Assert.Single(WebAcl.Compile(Of.Definition(Of.Rule("rule", 0, Good, action))).Problems);
    }

    public static TheoryData<StatementDefinition, int> Costs => new()
    {
        { Of.Bytes(new UriPathField(), "a", PositionalConstraint.Exactly), 2 },
        { Of.Bytes(new UriPathField(), "a", PositionalConstraint.StartsWith), 2 },
        { Of.Bytes(new UriPathField(), "a"), 10 },
        { Of.Bytes(new UriPathField(), "a", PositionalConstraint.ContainsWord), 10 },
        { Of.Bytes(new UriPathField(), "a", PositionalConstraint.Exactly, "NONE"), 2 },
        { Of.Bytes(new UriPathField(), "a", PositionalConstraint.Exactly, "LOWERCASE", "URL_DECODE"), 22 },
        { Of.Bytes(new AllQueryArgumentsField(), "a", PositionalConstraint.Exactly), 12 },
        { Of.Bytes(new JsonBodyField { Scope = MatchScope.All }, "a", PositionalConstraint.Exactly), 4 },
        { new SizeConstraintDefinition { Field = new UriPathField(), Operator = ComparisonOperator.Equal, Size = 1 }, 1 },
        { new RegexMatchDefinition { Field = new UriPathField(), Regex = "a" }, 3 },
        { new SqliMatchDefinition { Field = new UriPathField() }, 20 },
        { new SqliMatchDefinition { Field = new UriPathField(), Sensitivity = SensitivityLevel.High }, 30 },
        { new XssMatchDefinition { Field = new UriPathField() }, 40 },
        { new LabelMatchDefinition(LabelScope.Label, "a"), 1 },
        { new NotDefinition(new XssMatchDefinition { Field = new UriPathField() }), 40 },
        { new OrDefinition([new XssMatchDefinition { Field = new UriPathField(), Transformations = Of.Chain("LOWERCASE") }, new SqliMatchDefinition { Field = new UriPathField(), Transformations = Of.Chain("LOWERCASE") }]), 70 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Capacity_follows_the_table(StatementDefinition statement, int expected) =>
        Assert.Equal(expected, Of.Acl(Of.Rule("rule", 0, statement, RuleAction.Block)).Capacity);

    [Fact]
    public void Five_labels_cost_one() =>
        Assert.Equal(2 + 2, Of.Acl(Of.Rule("rule", 0, Good with { Position = PositionalConstraint.Exactly }, RuleAction.Count, "a", "b", "c", "d", "e", "f")).Capacity);

    static StatementDefinition Nested(int levels) => levels == 0 ? Good : new NotDefinition(Nested(levels - 1));
}
