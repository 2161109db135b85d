using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class OversizeTests
{
    static readonly CompileOptions Small = new() { Limits = new InspectionLimits { Body = 8, Headers = 2, HeaderBytes = 64, Cookies = 2, CookieBytes = 64 } };

    public static TheoryData<FieldDefinition, FieldDefinition, FieldDefinition, OversizeFields> Fields => new()
    {
        { new BodyField(OversizeHandling.Continue), new BodyField(OversizeHandling.Match), new BodyField(OversizeHandling.NoMatch), OversizeFields.Body },
        { new FormArgumentsField(OversizeHandling.Continue), new FormArgumentsField(OversizeHandling.Match), new FormArgumentsField(OversizeHandling.NoMatch), OversizeFields.Body },
        { Json(OversizeHandling.Continue), Json(OversizeHandling.Match), Json(OversizeHandling.NoMatch), OversizeFields.JsonBody },
        { Headers(OversizeHandling.Continue), Headers(OversizeHandling.Match), Headers(OversizeHandling.NoMatch), OversizeFields.Headers },
        { new HeaderOrderField(OversizeHandling.Continue), new HeaderOrderField(OversizeHandling.Match), new HeaderOrderField(OversizeHandling.NoMatch), OversizeFields.Headers },
        { Cookies(OversizeHandling.Continue), Cookies(OversizeHandling.Match), Cookies(OversizeHandling.NoMatch), OversizeFields.Cookies },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void What_is_too_large_is_handled_as_told_and_always_reported(FieldDefinition go, FieldDefinition match, FieldDefinition noMatch, OversizeFields flag)
    {
        var request = new WireRequest().With("cookie", "a=1; b=2; c=3").With("x", "y").With("z", "evil").WithBody("""["a","b","evil"]""");

        var verdicts = new[] { go, match, noMatch }.Select(field => Acl(field).Evaluate(request)).ToArray();

        Assert.Equal([ActionKind.Allow, ActionKind.Block, ActionKind.Allow], verdicts.Select(v => v.Action));
        Assert.All(verdicts, verdict => Assert.Equal(flag, verdict.Oversize));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void What_fits_is_not_oversize(FieldDefinition go, FieldDefinition match, FieldDefinition noMatch, OversizeFields flag)
    {
        var request = new WireRequest().With("cookie", "a=1; b=2").With("x", "y").WithBody("""["a"]""");

        Assert.NotEqual(OversizeFields.None, flag);
        foreach (var field in new[] { go, match, noMatch })
            Assert.Equal((ActionKind.Allow, OversizeFields.None), (Acl(field).Evaluate(request).Action, Acl(field).Evaluate(request).Oversize));
    }

    [Fact]
    public void The_line_that_crosses_the_limit_is_inspected_up_to_it()
    {
        var request = new WireRequest().With("a", $"evil{new string('x', 100)}");

        Assert.Equal(ActionKind.Block, Acl(Headers(OversizeHandling.Continue)).Evaluate(request).Action);
    }

    [Fact]
    public void A_body_that_goes_on_is_oversize_however_little_is_here()
    {
        var verdict = Acl(new BodyField(OversizeHandling.Match)).Evaluate(new WireRequest().WithBody("a").Truncated());

        Assert.Equal((ActionKind.Block, OversizeFields.Body), (verdict.Action, verdict.Oversize));
    }

    [Fact]
    public void A_field_no_rule_looks_at_is_not_reported() =>
        Assert.Equal(OversizeFields.None, Acl(new UriPathField()).Evaluate(new WireRequest().WithBody(new string('a', 100))).Oversize);

    static WebAcl Acl(FieldDefinition field) => Of.Compiled(Of.Definition(Of.Rule("evil", 0, Of.Bytes(field, "evil"), RuleAction.Block)), Small);

    static JsonBodyField Json(OversizeHandling handling) => new() { Scope = MatchScope.All, Oversize = handling };

    static HeadersField Headers(OversizeHandling handling) => new(NamePattern.All, MatchScope.All, handling);

    static CookiesField Cookies(OversizeHandling handling) => new(NamePattern.All, MatchScope.All, handling);
}
