using System.Text;
using Redoubt.Services.WafV2;
using Redoubt.Services.WafV2.Rules;
using Redoubt.Waf;

namespace Redoubt.Tests.WafV2;

public sealed class TranslationTests
{
    const string Uri = """ "FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}] """;

    static readonly TransformationDefinition[] Chain = [new(0, "NONE")];

    public static TheoryData<string, FieldDefinition> Fields => new()
    {
        { """{"SingleHeader":{"Name":"User-Agent"}}""", new SingleHeaderField("User-Agent") },
        { """{"SingleQueryArgument":{"Name":"q"}}""", new SingleQueryArgumentField("q") },
        { """{"AllQueryArguments":{}}""", new AllQueryArgumentsField() },
        { """{"UriPath":{}}""", new UriPathField() },
        { """{"QueryString":{}}""", new QueryStringField() },
        { """{"Method":{}}""", new MethodField() },
        { """{"Body":{}}""", new BodyField(Redoubt.Waf.OversizeHandling.Continue) },
        { """{"Body":{"OversizeHandling":"MATCH"}}""", new BodyField(Redoubt.Waf.OversizeHandling.Match) },
        { """{"Body":{"OversizeHandling":"NO_MATCH"}}""", new BodyField(Redoubt.Waf.OversizeHandling.NoMatch) },
        { """{"UriFragment":{}}""", new UriFragmentField() },
        { """{"UriFragment":{"FallbackBehavior":"MATCH"}}""", new UriFragmentField(Fallback.Match) },
        { """{"HeaderOrder":{"OversizeHandling":"NO_MATCH"}}""", new HeaderOrderField(Redoubt.Waf.OversizeHandling.NoMatch) },
        { """{"JA3Fingerprint":{"FallbackBehavior":"MATCH"}}""", new Ja3Field(Fallback.Match) },
        { """{"JA4Fingerprint":{"FallbackBehavior":"NO_MATCH"}}""", new Ja4Field(Fallback.NoMatch) },
        {
            """{"JsonBody":{"MatchPattern":{"All":{}},"MatchScope":"ALL"}}""",
            new JsonBodyField { Scope = MatchScope.All }
        },
        {
            """{"JsonBody":{"MatchPattern":{"IncludedPaths":["/a/0","/b"]},"MatchScope":"VALUE","InvalidFallbackBehavior":"EVALUATE_AS_STRING","OversizeHandling":"MATCH"}}""",
            new JsonBodyField { IncludedPaths = ["/a/0", "/b"], Scope = MatchScope.Value, Invalid = InvalidJson.EvaluateAsString, Oversize = Redoubt.Waf.OversizeHandling.Match }
        },
        {
            """{"JsonBody":{"MatchPattern":{"All":{}},"MatchScope":"KEY","InvalidFallbackBehavior":"NO_MATCH"}}""",
            new JsonBodyField { Scope = MatchScope.Key, Invalid = InvalidJson.NoMatch }
        },
        {
            """{"JsonBody":{"MatchPattern":{"All":{}},"MatchScope":"KEY","InvalidFallbackBehavior":"MATCH"}}""",
            new JsonBodyField { Scope = MatchScope.Key, Invalid = InvalidJson.Match }
        },
        {
            """{"Headers":{"MatchPattern":{"All":{}},"MatchScope":"ALL","OversizeHandling":"CONTINUE"}}""",
            new HeadersField(NamePattern.All, MatchScope.All, Redoubt.Waf.OversizeHandling.Continue)
        },
        {
            """{"Headers":{"MatchPattern":{"IncludedHeaders":["a","b"]},"MatchScope":"KEY","OversizeHandling":"MATCH"}}""",
            new HeadersField(new(NamePatternKind.Included, ["a", "b"]), MatchScope.Key, Redoubt.Waf.OversizeHandling.Match)
        },
        {
            """{"Cookies":{"MatchPattern":{"ExcludedCookies":["session"]},"MatchScope":"VALUE","OversizeHandling":"NO_MATCH"}}""",
            new CookiesField(new(NamePatternKind.Excluded, ["session"]), MatchScope.Value, Redoubt.Waf.OversizeHandling.NoMatch)
        },
    };

    public static TheoryData<string, StatementDefinition> Statements => new()
    {
        { ByteMatch("EXACTLY"), Bytes(Redoubt.Waf.PositionalConstraint.Exactly) },
        { ByteMatch("STARTS_WITH"), Bytes(Redoubt.Waf.PositionalConstraint.StartsWith) },
        { ByteMatch("ENDS_WITH"), Bytes(Redoubt.Waf.PositionalConstraint.EndsWith) },
        { ByteMatch("CONTAINS"), Bytes(Redoubt.Waf.PositionalConstraint.Contains) },
        { ByteMatch("CONTAINS_WORD"), Bytes(Redoubt.Waf.PositionalConstraint.ContainsWord) },
        { $$$$"""{"SqliMatchStatement":{ {{{{Uri}}}} }}""", new SqliMatchDefinition { Field = new UriPathField(), Transformations = Chain } },
        {
            $$$$"""{"SqliMatchStatement":{ {{{{Uri}}}},"SensitivityLevel":"HIGH"}}""",
            new SqliMatchDefinition { Field = new UriPathField(), Transformations = Chain, Sensitivity = Redoubt.Waf.SensitivityLevel.High }
        },
        { $$$$"""{"XssMatchStatement":{ {{{{Uri}}}} }}""", new XssMatchDefinition { Field = new UriPathField(), Transformations = Chain } },
        { Size("EQ"), SizeOf(Redoubt.Waf.ComparisonOperator.Equal) },
        { Size("NE"), SizeOf(Redoubt.Waf.ComparisonOperator.NotEqual) },
        { Size("LE"), SizeOf(Redoubt.Waf.ComparisonOperator.LessOrEqual) },
        { Size("LT"), SizeOf(Redoubt.Waf.ComparisonOperator.Less) },
        { Size("GE"), SizeOf(Redoubt.Waf.ComparisonOperator.GreaterOrEqual) },
        { Size("GT"), SizeOf(Redoubt.Waf.ComparisonOperator.Greater) },
        { $$$$"""{"RegexMatchStatement":{"RegexString":"^/x+", {{{{Uri}}}} }}""", new RegexMatchDefinition { Regex = "^/x+", Field = new UriPathField(), Transformations = Chain } },
        { $$$$"""{"RegexPatternSetReferenceStatement":{"ARN":"some-arn", {{{{Uri}}}} }}""", new RegexSetDefinition { Arn = "some-arn", Field = new UriPathField(), Transformations = Chain } },
        { """{"IPSetReferenceStatement":{"ARN":"some-arn"}}""", new IpSetMatchDefinition("some-arn") },
        { IpSet("FIRST", "MATCH"), new IpSetMatchDefinition("some-arn", new("X-Forwarded-For", Fallback.Match, ForwardedIpPosition.First)) },
        { IpSet("LAST", "NO_MATCH"), new IpSetMatchDefinition("some-arn", new("X-Forwarded-For", Fallback.NoMatch, ForwardedIpPosition.Last)) },
        { IpSet("ANY", "MATCH"), new IpSetMatchDefinition("some-arn", new("X-Forwarded-For", Fallback.Match, ForwardedIpPosition.Any)) },
        { """{"LabelMatchStatement":{"Scope":"LABEL","Key":"a:b"}}""", new LabelMatchDefinition(LabelScope.Label, "a:b") },
        { """{"LabelMatchStatement":{"Scope":"NAMESPACE","Key":"a:"}}""", new LabelMatchDefinition(LabelScope.Namespace, "a:") },
        { """{"GeoMatchStatement":{"CountryCodes":["DE","CH"]}}""", new GeoMatchDefinition(["DE", "CH"]) },
        {
            """{"AsnMatchStatement":{"AsnList":[64496,4294967295],"ForwardedIPConfig":{"HeaderName":"X-Forwarded-For","FallbackBehavior":"MATCH"}}}""",
            new AsnMatchDefinition([64496, 4294967295], new("X-Forwarded-For", Fallback.Match))
        },
        { """{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP"}}""", new RateBasedDefinition(100, RateAggregation.Ip) },
        {
            """{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CONSTANT","EvaluationWindowSec":60,"ScopeDownStatement":{"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}}}}""",
            new RateBasedDefinition(10, RateAggregation.Constant) { Window = TimeSpan.FromSeconds(60), ScopeDown = new LabelMatchDefinition(LabelScope.Label, "a") }
        },
        {
            """{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"FORWARDED_IP","ForwardedIPConfig":{"HeaderName":"X-Forwarded-For","FallbackBehavior":"NO_MATCH"}}}""",
            new RateBasedDefinition(10, RateAggregation.ForwardedIp) { ForwardedIp = new("X-Forwarded-For", Fallback.NoMatch) }
        },
        {
            """
            {"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"Header":{"Name":"h","TextTransformations":[{"Priority":0,"Type":"NONE"}]}},
              {"Cookie":{"Name":"c","TextTransformations":[{"Priority":0,"Type":"NONE"}]}},{"QueryArgument":{"Name":"q","TextTransformations":[{"Priority":0,"Type":"NONE"}]}},
              {"LabelNamespace":{"Namespace":"a:b:"}},{"JA3Fingerprint":{"FallbackBehavior":"MATCH"}}]}}
            """,
            new RateBasedDefinition(10, RateAggregation.CustomKeys)
            {
                Keys = [
                    new(RateKeyKind.Header, "h") { Transformations = Chain }, new(RateKeyKind.Cookie, "c") { Transformations = Chain },
                    new(RateKeyKind.QueryArgument, "q") { Transformations = Chain }, new(RateKeyKind.LabelNamespace, "a:b:"), new(RateKeyKind.Ja3) { Fallback = Fallback.Match },
                ],
            }
        },
        {
            """
            {"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CUSTOM_KEYS","ForwardedIPConfig":{"HeaderName":"X-Forwarded-For","FallbackBehavior":"MATCH"},"CustomKeys":[
              {"QueryString":{"TextTransformations":[{"Priority":0,"Type":"NONE"}]}},{"HTTPMethod":{}},{"ForwardedIP":{}},{"IP":{}},{"UriPath":{"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}]}}
            """,
            new RateBasedDefinition(10, RateAggregation.CustomKeys)
            {
                ForwardedIp = new("X-Forwarded-For", Fallback.Match),
                Keys = [
                    new(RateKeyKind.QueryString) { Transformations = Chain }, new(RateKeyKind.HttpMethod), new(RateKeyKind.ForwardedIp), new(RateKeyKind.Ip),
                    new(RateKeyKind.UriPath) { Transformations = Chain },
                ],
            }
        },
        {
            """{"RateBasedStatement":{"Limit":10,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"JA4Fingerprint":{"FallbackBehavior":"NO_MATCH"}},{"ASN":{}}]}}""",
            new RateBasedDefinition(10, RateAggregation.CustomKeys) { Keys = [new(RateKeyKind.Ja4), new(RateKeyKind.Asn)] }
        },
        {
            """
            {"AndStatement":{"Statements":[{"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}},
              {"NotStatement":{"Statement":{"OrStatement":{"Statements":[{"LabelMatchStatement":{"Scope":"LABEL","Key":"b"}},{"IPSetReferenceStatement":{"ARN":"some-arn"}}]}}}}]}}
            """,
            new AndDefinition([
                new LabelMatchDefinition(LabelScope.Label, "a"),
                new NotDefinition(new OrDefinition([new LabelMatchDefinition(LabelScope.Label, "b"), new IpSetMatchDefinition("some-arn")])),
            ])
        },
    };

    public static TheoryData<string, Redoubt.Waf.RuleAction> Actions => new()
    {
        { """{"Allow":{}}""", Redoubt.Waf.RuleAction.Allow },
        { """{"Block":{}}""", Redoubt.Waf.RuleAction.Block },
        { """{"Count":{}}""", Redoubt.Waf.RuleAction.Count },
        { """{"Allow":{"CustomRequestHandling":{"InsertHeaders":[{"Name":"a","Value":"b"}]}}}""", Redoubt.Waf.RuleAction.Allow with { InsertHeaders = [new("a", "b")] } },
        { """{"Count":{"CustomRequestHandling":{"InsertHeaders":[{"Name":"a","Value":"b"}]}}}""", Redoubt.Waf.RuleAction.Count with { InsertHeaders = [new("a", "b")] } },
        { """{"Captcha":{"CustomRequestHandling":{"InsertHeaders":[{"Name":"a","Value":"b"}]}}}""", Redoubt.Waf.RuleAction.Captcha with { InsertHeaders = [new("a", "b")] } },
        { """{"Challenge":{}}""", Redoubt.Waf.RuleAction.Challenge },
        {
            """{"Block":{"CustomResponse":{"ResponseCode":429,"CustomResponseBodyKey":"sorry","ResponseHeaders":[{"Name":"retry-after","Value":"10"}]}}}""",
            Redoubt.Waf.RuleAction.Block with { Response = new(429, new("text/plain", "sorry"u8.ToArray()), [new("retry-after", "10")]) }
        },
    };

    public static TheoryData<string, string, string> Refused => new()
    {
        { Json.Rule("{}"), "STATEMENT", "exactly one value" },
        { Json.Rule("""{"IPSetReferenceStatement":{"ARN":"a"},"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}}"""), "STATEMENT", "exactly one value" },
        { Json.Rule("""{"NotStatement":{"Statement":{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP"}}}}"""), "RATE_BASED_STATEMENT", "reference" },
        { Json.Rule("""{"NotStatement":{"Statement":{"RuleGroupReferenceStatement":{"ARN":"a"}}}}"""), "RULE_GROUP_REFERENCE_STATEMENT", "reference" },
        { Json.Rule("""{"NotStatement":{"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"a"}}}}"""), "MANAGED_RULE_SET_STATEMENT", "reference" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP","ScopeDownStatement":{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP"}}}}"""), "RATE_BASED_STATEMENT", "reference" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP"}}""", """{"Allow":{}}"""), "RULE_ACTION", "does not allow" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP","EvaluationWindowSec":90}}"""), "RATE_BASED_STATEMENT", "formatting" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"CUSTOM_KEYS"}}"""), "RATE_BASED_STATEMENT", "CUSTOM_KEYS" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"IP","CustomKeys":[{"HTTPMethod":{}}]}}"""), "RATE_BASED_STATEMENT", "CUSTOM_KEYS" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"IP":{}}]}}"""), "RATE_BASED_STATEMENT", "address alone" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"CUSTOM_KEYS","CustomKeys":[{"IP":{},"ASN":{}}]}}"""), "CUSTOM_KEYS", "exactly one value" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"CONSTANT"}}"""), "RATE_BASED_STATEMENT", "scope-down" },
        { Json.Rule("""{"RateBasedStatement":{"Limit":100,"AggregateKeyType":"FORWARDED_IP"}}"""), "RATE_BASED_STATEMENT", "forwarded" },
        { Json.Rule("""{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"a"}}"""), "RULE_ACTION", "override action" },
        { WafHarness.Runs("""{"RuleGroupReferenceStatement":{"ARN":"a"}}""", "{}"), "OVERRIDE_ACTION", "exactly one value" },
        { WafHarness.Runs("""{"RuleGroupReferenceStatement":{"ARN":"a","ExcludedRules":[{"Name":"x"}],"RuleActionOverrides":[{"Name":"x","ActionToUse":{"Block":{}}}]}}"""), "RULE_GROUP_REFERENCE_STATEMENT", "twice" },
        { WafHarness.Runs("""{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"a","ManagedRuleGroupConfigs":[{"LoginPath":"/login"}]}}"""), "MANAGED_RULE_GROUP_CONFIG", "not supported" },
        { WafHarness.Runs("""{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesBotControlRuleSet","ManagedRuleGroupConfigs":[{"AWSManagedRulesBotControlRuleSet":{"InspectionLevel":"TARGETED"}}]}}"""), "MANAGED_RULE_GROUP_CONFIG", "not supported" },
        { Json.Rule("""{"AndStatement":{"Statements":[{"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}}]}}"""), "AND_STATEMENT", "minimum requirement" },
        { Json.Rule("""{"OrStatement":{"Statements":[]}}"""), "OR_STATEMENT", "minimum requirement" },
        { Json.Rule(Xss("{}")), "FIELD_TO_MATCH", "exactly one value" },
        { Json.Rule(Xss("""{"UriPath":{},"Method":{}}""")), "FIELD_TO_MATCH", "exactly one value" },
        { Json.Rule(Xss("""{"JsonBody":{"MatchPattern":{},"MatchScope":"ALL"}}""")), "JSON_MATCH_PATTERN", "exactly one value" },
        { Json.Rule(Xss("""{"Headers":{"MatchPattern":{"All":{},"IncludedHeaders":["a"]},"MatchScope":"ALL","OversizeHandling":"MATCH"}}""")), "HEADER_MATCH_PATTERN", "exactly one value" },
        { Json.Rule(Xss("""{"Cookies":{"MatchPattern":{},"MatchScope":"ALL","OversizeHandling":"MATCH"}}""")), "COOKIE_MATCH_PATTERN", "exactly one value" },
        { Json.Rule("""{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},"TextTransformations":[]}}"""), "TEXT_TRANSFORMATION", "minimum requirement" },
        { Json.Rule(Label, "{}"), "RULE_ACTION", "exactly one value" },
        { Json.Rule(Label, """{"Block":{},"Allow":{}}"""), "RULE_ACTION", "exactly one value" },
        { Json.Rule(Label, more: ""","OverrideAction":{"None":{}}"""), "RULE", "exactly one value" },
        { Json.Rule(Label, "null"), "RULE", "exactly one value" },
        { Json.Rule(Label, "null", more: ""","OverrideAction":{"Count":{}}"""), "RULE", "reference" },
        { Json.Rule(Label, more: ""","RuleLabels":[{"Name":"awswaf:managed:aws:core:xss"}]"""), "RULE", "reserved" },
        { Json.Rule(Label, more: ""","RuleLabels":[{"Name":"a:AWS:b"}]"""), "RULE", "reserved" },
    };

    static string Label => """{"LabelMatchStatement":{"Scope":"LABEL","Key":"a"}}""";

    [Theory, MemberData(nameof(Fields))]
    public void Every_component_is_translated(string json, FieldDefinition expected)
    {
        var statement = Read(Xss(json));

        Assert.Equal(Printed.Of(new XssMatchDefinition { Field = expected, Transformations = Chain }), Printed.Of(statement));
    }

    [Theory, MemberData(nameof(Statements))]
    public void Every_statement_is_translated(string json, StatementDefinition expected) => Assert.Equal(Printed.Of(expected), Printed.Of(Read(json)));

    [Theory, MemberData(nameof(Actions))]
    public void Every_action_is_translated(string json, Redoubt.Waf.RuleAction expected) =>
        Assert.Equal(Printed.Of(expected), Printed.Of(new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(Json.Rule(Label, json)))[0].Action));

    [Fact]
    public void Every_transformation_is_translated_and_known_to_the_engine()
    {
        var names = typeof(TextTransformationType).GetFields().Select(f => (string)f.GetValue(null)!).ToList();

        foreach (var name in names)
        {
            var rules = new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(Json.Rule(
                $$$$"""{"XssMatchStatement":{"FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":3,"Type":"{{{{name}}}}"}]}}""")));

            Assert.Equal([new TransformationDefinition(3, name)], ((FieldStatementDefinition)rules[0].Statement).Transformations);
            Assert.Empty(Compile(rules).Problems);
        }
        Assert.Equal(21, names.Count);
    }

    [Fact]
    public void Groups_are_translated_with_what_becomes_of_their_rules()
    {
        var rules = new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(
            WafHarness.Runs("""{"RuleGroupReferenceStatement":{"ARN":"some-arn","ExcludedRules":[{"Name":"x"}],"RuleActionOverrides":[{"Name":"y","ActionToUse":{"Challenge":{}}}]}}"""),
            WafHarness.Runs("""
                {"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesBotControlRuleSet","Version":"Version_1.0","ScopeDownStatement":{"GeoMatchStatement":{"CountryCodes":["DE"]}},
                  "ManagedRuleGroupConfigs":[{"AWSManagedRulesBotControlRuleSet":{"InspectionLevel":"COMMON"}}]}}
                """, """{"Count":{}}""", "bots", 6)));

        var own = Assert.IsType<RuleGroupReferenceDefinition>(rules[0].Statement);
        var managed = Assert.IsType<ManagedRuleGroupDefinition>(rules[1].Statement);
        Assert.Equal(("some-arn", ActionKind.Count, ActionKind.Challenge), (own.Arn, own.Overrides["x"].Kind, own.Overrides["y"].Kind));
        Assert.Equal(("AWS", "AWSManagedRulesBotControlRuleSet", "Version_1.0"), (managed.Vendor, managed.Name, managed.Version));
        Assert.IsType<GeoMatchDefinition>(managed.ScopeDown);
        Assert.Null(rules[0].Action);
        Assert.Equal(ActionKind.Count, rules[1].Action!.Kind);
    }

    [Fact]
    public void Immunity_times_are_translated()
    {
        var rule = new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(Json.Rule(Label, """{"Captcha":{}}""",
            more: ""","CaptchaConfig":{"ImmunityTimeProperty":{"ImmunityTime":60}},"ChallengeConfig":{"ImmunityTimeProperty":{"ImmunityTime":400}}""")))[0];

        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(400)), (rule.CaptchaImmunity, rule.ChallengeImmunity));
    }

    [Fact]
    public void Name_priority_and_labels_are_translated()
    {
        var rule = new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(Json.Rule(Label, name: "seven", priority: 7, more: ""","RuleLabels":[{"Name":"a"},{"Name":"b:c"}]""")))[0];

        Assert.Equal(("seven", 7), (rule.Name, rule.Priority));
        Assert.Equal(["a", "b:c"], rule.Labels);
    }

    [Fact]
    public void Search_string_is_bytes_not_text()
    {
        var statement = (ByteMatchDefinition)Read($$$$"""{"ByteMatchStatement":{"SearchString":"{{{{Convert.ToBase64String([0, 0x80, 0xFF, 0xC3, 0xA4])}}}}","PositionalConstraint":"CONTAINS", {{{{Uri}}}} }}""");

        Assert.Equal([0, 0x80, 0xFF, 0xC3, 0xA4], Encoding.Latin1.GetBytes(statement.SearchString));
    }

    [Theory, MemberData(nameof(Refused))]
    public void What_is_not_understood_is_refused_by_name(string rule, string field, string reason)
    {
        var error = Assert.Throws<AwsError>(() => new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(rule)));

        Assert.Equal("WAFInvalidParameterException", error.Code);
        Assert.Equal(field, error.Members!["Field"]);
        Assert.Contains(reason, error.Members["Reason"], StringComparison.Ordinal);
        Assert.Equal($"Error reason: {error.Members["Reason"]}, field: {field}, parameter: {error.Members["Parameter"]}", error.Message);
    }

    [Fact]
    public void Every_kind_of_statement_component_and_action_of_the_api_is_translated_or_refused()
    {
        var seen = string.Concat(Statements.Select(row => row.Data.Item1).Concat(Fields.Select(row => row.Data.Item1)).Concat(Actions.Select(row => row.Data.Item1)).Concat(Refused.Select(row => row.Data.Item1)));
        // Read with the rule; see the test of groups.
        Assert.Contains("ManagedRuleGroupStatement", seen, StringComparison.Ordinal);

        var kinds = typeof(Redoubt.Services.WafV2.Statement).GetProperties().Concat(typeof(FieldToMatch).GetProperties()).Concat(typeof(Redoubt.Services.WafV2.RuleAction).GetProperties());

        Assert.DoesNotContain(kinds, kind => !seen.Contains($"\"{kind.Name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Problem_of_the_engine_names_the_rule_and_the_setting()
    {
        var rules = new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(
            Json.Rule(Label, name: "fine", priority: 0),
            Json.Rule($$$$"""{"RegexMatchStatement":{"RegexString":"(", {{{{Uri}}}} }}""", name: "broken", priority: 0)));
        var problems = Compile(rules).Problems;

        var error = Problems.Error(problems, rules);

        Assert.True(problems.Count >= 2);
        Assert.Equal("broken", error.Members!["Parameter"]);
        foreach (var problem in problems) Assert.Contains(problem.Message, error.Message, StringComparison.Ordinal);
    }

    static readonly Dictionary<string, CustomResponseBody> Bodies = new() { ["sorry"] = new() { ContentType = ResponseContentType.TextPlain, Content = "sorry" } };

    static StatementDefinition Read(string statement) => new RuleReader(new ActionReader(Bodies)).Read(Json.Rules(Json.Rule(statement)))[0].Statement;

    static CompileResult Compile(IReadOnlyList<RuleDefinition> rules) =>
        WebAcl.Compile(new WebAclDefinition { Name = "a", LabelPrefix = "awswaf:a:", DefaultAction = Redoubt.Waf.RuleAction.Allow, Rules = rules });

    static string Xss(string field) => $$$$"""{"XssMatchStatement":{"FieldToMatch":{{{{field}}}},"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}""";

    static string ByteMatch(string position) => $$$$"""{"ByteMatchStatement":{"SearchString":"YWI=","PositionalConstraint":"{{{{position}}}}", {{{{Uri}}}} }}""";

    static ByteMatchDefinition Bytes(Redoubt.Waf.PositionalConstraint position) =>
        new() { SearchString = "ab", Position = position, Field = new UriPathField(), Transformations = Chain };

    static string Size(string comparison) => $$$$"""{"SizeConstraintStatement":{"Size":21474836480,"ComparisonOperator":"{{{{comparison}}}}", {{{{Uri}}}} }}""";

    static SizeConstraintDefinition SizeOf(Redoubt.Waf.ComparisonOperator comparison) =>
        new() { Size = 21474836480, Operator = comparison, Field = new UriPathField(), Transformations = Chain };

    static string IpSet(string position, string fallback) => $$$$"""
        {"IPSetReferenceStatement":{"ARN":"some-arn","IPSetForwardedIPConfig":{"HeaderName":"X-Forwarded-For","FallbackBehavior":"{{{{fallback}}}}","Position":"{{{{position}}}}"}}}
        """;
}
