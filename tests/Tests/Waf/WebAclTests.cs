using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class WebAclTests
{
    static readonly StatementDefinition Always = Of.Bytes(new UriPathField(), "/", PositionalConstraint.StartsWith);
    static readonly StatementDefinition Never = Of.Bytes(new UriPathField(), "never");
    // Backtracks for longer than any limit on the text below.
    static readonly StatementDefinition Undecidable = new RegexMatchDefinition { Field = new QueryStringField(), Regex = @"^(?=x)(?:x|xx)+\wz" };
    static readonly WireRequest Stubborn = new("/?" + new string('x', 4000) + "!z");

    [Fact]
    public void The_lowest_priority_decides()
    {
        var acl = Of.Acl(Of.Rule("second", 20, Always, RuleAction.Block), Of.Rule("first", 10, Always, RuleAction.Allow));

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Equal((ActionKind.Allow, "first"), (verdict.Action, verdict.TerminatingRule));
    }

    [Fact]
    public void The_default_action_decides_where_no_rule_does()
    {
        var definition = Of.Definition(Of.Rule("none", 0, Never, RuleAction.Allow)) with { DefaultAction = RuleAction.Block with { Response = new CustomResponse(404, null, []) } };

        var verdict = Of.Compiled(definition).Evaluate(new WireRequest());

        Assert.Equal((ActionKind.Block, null, 404), (verdict.Action, verdict.TerminatingRule, verdict.Response!.Status));
    }

    [Fact]
    public void Counting_rules_are_recorded_and_go_on()
    {
        var count = RuleAction.Count with { InsertHeaders = [new HttpHeader("seen", "yes")] };
        var acl = Of.Acl(Of.Rule("one", 1, Always, count), Of.Rule("two", 2, Never, RuleAction.Count), Of.Rule("three", 3, Always, RuleAction.Allow));

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Equal(["one"], verdict.Counted.Select(rule => rule.Rule));
        Assert.Equal([new HttpHeader("x-amzn-waf-seen", "yes")], verdict.InsertHeaders);
        Assert.Equal("three", verdict.TerminatingRule);
    }

    [Fact]
    public void A_block_answers_as_told_and_inserts_no_headers()
    {
        var response = new CustomResponse(429, new ResponseBody("text/plain", "sorry"u8.ToArray()), [new HttpHeader("retry-after", "5")]);
        var acl = Of.Acl(
            Of.Rule("one", 1, Always, RuleAction.Count with { InsertHeaders = [new HttpHeader("seen", "yes")] }),
            Of.Rule("two", 2, Always, RuleAction.Block with { Response = response }));

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Same(response, verdict.Response);
        Assert.Empty(verdict.InsertHeaders);
    }

    [Theory]
    [InlineData(LabelScope.Label, "odd:path", true)]
    [InlineData(LabelScope.Label, Of.Prefix + "odd:path", true)]
    [InlineData(LabelScope.Label, "odd", false)]
    [InlineData(LabelScope.Label, "odd:pat", false)]
    [InlineData(LabelScope.Namespace, "odd:", true)]
    [InlineData(LabelScope.Namespace, Of.Prefix, true)]
    [InlineData(LabelScope.Namespace, "path:", false)]
    [InlineData(LabelScope.Namespace, "awswaf:999999999999:webacl:shop:odd:", false)]
    public void A_later_rule_sees_labels_by_name_or_namespace(LabelScope scope, string key, bool expected)
    {
        var acl = Of.Acl(Of.Rule("label", 1, Always, RuleAction.Count, "odd:path"), Of.Rule("block", 2, new LabelMatchDefinition(scope, key), RuleAction.Block));

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Equal(expected, verdict.Action == ActionKind.Block);
        Assert.Equal([Of.Prefix + "odd:path"], verdict.Labels);
    }

    [Fact]
    public void An_earlier_rule_and_the_rule_itself_do_not_see_a_label()
    {
        var label = new LabelMatchDefinition(LabelScope.Label, "x");
        var acl = Of.Acl(
            Of.Rule("before", 1, label, RuleAction.Block),
            Of.Rule("itself", 2, new OrDefinition([label, Always]), RuleAction.Count, "x", "x"),
            Of.Rule("after", 3, new NotDefinition(label), RuleAction.Block));

        var verdict = acl.Evaluate(new WireRequest());

        Assert.Equal(ActionKind.Allow, verdict.Action);
        Assert.Single(verdict.Labels);
    }

    [Fact]
    public void Labels_do_not_survive_the_request()
    {
        var acl = Of.Acl(
            Of.Rule("label", 1, Of.Bytes(new UriPathField(), "/odd"), RuleAction.Count, "odd"),
            Of.Rule("block", 2, new LabelMatchDefinition(LabelScope.Label, "odd"), RuleAction.Block));

        var actions = new[] { "/odd", "/even" }.Select(path => acl.Evaluate(new WireRequest(path)).Action).ToArray();

        Assert.Equal([ActionKind.Block, ActionKind.Allow], actions);
    }

    [Fact]
    public void Details_say_where_but_never_what()
    {
        var sqli = new SqliMatchDefinition { Field = new AllQueryArgumentsField(), Transformations = Of.Chain("URL_DECODE") };
        var acl = Of.Acl(Of.Rule("sqli", 1, new AndDefinition([Always, sqli]), RuleAction.Block));

        var verdict = acl.Evaluate(new WireRequest("/?q=shoe&id=1%27+or+%271%27=%271"));

        Assert.Equal([new MatchDetail("SQL_INJECTION", SensitivityLevel.Low, "ALL_QUERY_ARGS", "id")], verdict.Details);
        Assert.Null(verdict.Explanation);
    }

    [Fact]
    public void What_a_negation_or_a_failed_conjunction_matched_is_no_detail()
    {
        var xss = new XssMatchDefinition { Field = new AllQueryArgumentsField() };
        var acl = Of.Acl(
            Of.Rule("and", 1, new AndDefinition([xss, Never]), RuleAction.Block),
            Of.Rule("not", 2, new NotDefinition(new NotDefinition(xss)), RuleAction.Block));

        var verdict = acl.Evaluate(new WireRequest("/?q=<script>"));

        Assert.Equal("not", verdict.TerminatingRule);
        Assert.Empty(verdict.Details);
    }

    [Fact]
    public void An_explanation_shows_what_was_seen_and_what_matched()
    {
        var acl = Of.Acl(
            Of.Rule("path", 1, Never, RuleAction.Count),
            Of.Rule("bot", 2, Of.Bytes(new SingleHeaderField("User-Agent"), "bot", PositionalConstraint.Contains, "LOWERCASE"), RuleAction.Block),
            Of.Rule("unreached", 3, Always, RuleAction.Block));

        var rules = acl.Explain(new WireRequest("/x").With("user-agent", "A BOT!")).Explanation!.Rules;

        Assert.Equal([("path", false), ("bot", true)], rules.Select(rule => (rule.Rule, rule.Matched)));
        Assert.Equal(new Look("ByteMatch", "URI", null, "/x", null), Assert.Single(rules[0].Looks));
        Assert.Equal(new Look("ByteMatch", "HEADER", "user-agent", "a bot!", "bot"), Assert.Single(rules[1].Looks));
    }

    [Theory]
    [InlineData(ActionKind.Block)]
    [InlineData(ActionKind.Allow)]
    public void A_rule_that_cannot_be_decided_blocks_and_says_so(ActionKind kind)
    {
        var acl = Of.Acl(Of.Rule("stubborn", 1, Undecidable, new RuleAction(kind)));

        var verdict = acl.Evaluate(Stubborn);

        Assert.Equal((ActionKind.Block, "stubborn", true), (verdict.Action, verdict.TerminatingRule, verdict.Failed));
        Assert.Equal([new RuleFailure("stubborn", EvaluationError.RegexTimeout)], verdict.Failures);
    }

    [Fact]
    public void A_counting_rule_blocks_only_where_a_label_depends_on_it()
    {
        var bare = Of.Acl(Of.Rule("count", 1, Undecidable, RuleAction.Count)).Evaluate(Stubborn);
        var labelled = Of.Acl(Of.Rule("count", 1, Undecidable, RuleAction.Count, "x")).Evaluate(Stubborn);

        Assert.Equal((ActionKind.Allow, 1), (bare.Action, bare.Failures.Count));
        Assert.Equal((ActionKind.Block, true), (labelled.Action, labelled.Failed));
    }

    [Fact]
    public void Continuing_on_failure_is_a_choice()
    {
        var acl = Of.Compiled(Of.Definition(Of.Rule("stubborn", 1, Undecidable, RuleAction.Block)), new CompileOptions { OnFailure = FailureBehavior.Continue });

        var verdict = acl.Evaluate(Stubborn);

        Assert.Equal((ActionKind.Allow, false, 1), (verdict.Action, verdict.Failed, verdict.Failures.Count));
    }

    [Fact]
    public void Certainty_outweighs_doubt()
    {
        Assert.True(Of.Matches(new OrDefinition([Undecidable, Always]), Stubborn));
        Assert.False(Of.Matches(new AndDefinition([Undecidable, Never]), Stubborn));
        Assert.True(Of.Matches(new NotDefinition(Undecidable), Stubborn));
    }

    [Fact]
    public void Too_much_to_transform_is_a_failure_not_a_pass()
    {
        var options = new CompileOptions { Limits = new InspectionLimits { Transformed = 1000 } };
        var statement = Of.Bytes(new BodyField(OversizeHandling.Continue), "evil", PositionalConstraint.Contains, "UTF8_TO_UNICODE");
        var acl = Of.Compiled(Of.Definition(Of.Rule("body", 1, statement, RuleAction.Block)), options);

        var verdict = acl.Evaluate(new WireRequest().WithBody(string.Concat(Enumerable.Repeat("\u00C3\u00A4", 400))));

        Assert.Equal([new RuleFailure("body", EvaluationError.TooMuchTransformed)], verdict.Failures);
        Assert.True(verdict.Failed);
    }

    [Fact]
    public void A_request_that_no_rule_matches_allocates_nothing()
    {
        var acl = DetectionAcl.Compile();
        var request = new WireRequest("/search?q=red+running+shoes&size=42").With("Cookie", "session=3f9a; cart=%7B%22n%22%3A1%7D").With("User-Agent", "Mozilla/5.0 (X11)").WithBody("a=b+c&d=%41");
        for (var i = 0; i < 100; i++) acl.Evaluate(request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) acl.Evaluate(request);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < 100, $"{allocated} bytes for 100 requests");
    }

    [Fact]
    public async Task Threads_share_one_acl()
    {
        var acl = DetectionAcl.Compile();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => Enumerable.Range(0, 200)
            .Select(i => acl.Evaluate(new WireRequest((worker + i) % 2 == 0 ? "/?q=shoe" : "/?q=%3Cscript%3E")).Action == ActionKind.Block == ((worker + i) % 2 != 0))
            .ToArray())));

        Assert.All(verdicts, worker => Assert.DoesNotContain(false, worker));
    }
}
