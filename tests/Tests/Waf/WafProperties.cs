using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>What holds for every input, against plain oracles.</summary>
public sealed class WafProperties
{
    // Bytes, with those more likely that parsers give a meaning to.
    static readonly Gen<string> ByteTexts = Gen.OneOf(
        Gen.Choose(0, 255).Select(i => (char)i),
        Gen.Elements("'\"`\\/*-#;=&?%+<>(){}[]:,.@$! \0\n\tu0x1aeE".ToCharArray())).ListOf().Select(list => new string([.. list]));

    static readonly Gen<string> Snippets = Gen.Elements(
        "' or ", "1=1", "union ", "select ", "/*", "*/", "--", "<script", " on", "error=", "javascript:", "&#x", "%u00", "%2", "\\x4", "{\"a\":", "[", "]", "}", "\"", "a=b&", "c=", ";", "\0", "\u00C3\u00A4");

    static readonly Arbitrary<string> Texts = Gen.OneOf(ByteTexts, Snippets.ListOf().Select(string.Concat)).ToArbitrary();

    [Fact]
    public void Contains_is_what_a_plain_search_finds() => Check.QuickThrowOnFailure(Prop.ForAll(Texts, Texts, (text, search) =>
    {
        search = search[..Math.Min(search.Length, 3)];
        return new ByteMatchProbe(search, PositionalConstraint.Contains).Holds(text) == text.Contains(search, StringComparison.Ordinal);
    }));

    [Fact]
    public void An_ip_set_holds_what_any_of_its_blocks_holds()
    {
        var blocks = Gen.Zip(Gen.Choose(0, 255).ArrayOf(4), Gen.Choose(1, 32)).ListOf();
        var cases = Gen.Zip(blocks, Gen.Choose(0, 255).ArrayOf(4)).ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(cases, test =>
        {
            var (list, address) = test;
            var set = IpSet.Compile([.. list.Select(b => $"{string.Join('.', b.Item1)}/{b.Item2}")], [])!;
            var near = list.Select(b => Number(b.Item1)).Append(Number(address)).SelectMany(n => new[] { n, n + 1, n - 1 });
            return near.All(n => set.Contains(Address(n)) == list.Any(b => (Number(b.Item1) ^ n) >>> (32 - b.Item2) == 0));
        }));
    }

    [Fact]
    public void Transformations_stay_within_their_bound_and_leave_what_they_do_not_affect() => Check.QuickThrowOnFailure(Prop.ForAll(Texts, text =>
        TransformTable.All.All(transform =>
        {
            var output = new char[transform.MaxLength(text.Length)];
            var result = new string(output, 0, transform.Apply(text, output));
            return result.All(c => c <= 0xFF) && (transform.Affects(text) || result == text);
        })));

    [Theory]
    [InlineData("LOWERCASE")]
    [InlineData("COMPRESS_WHITE_SPACE")]
    [InlineData("REMOVE_NULLS")]
    [InlineData("REPLACE_NULLS")]
    [InlineData("NORMALIZE_PATH")]
    [InlineData("NORMALIZE_PATH_WIN")]
    [InlineData("CMD_LINE")]
    public void Some_transformations_change_nothing_twice(string type) => Check.QuickThrowOnFailure(Prop.ForAll(Texts, text =>
        TransformTests.Apply(type, TransformTests.Apply(type, text)) == TransformTests.Apply(type, text)));

    [Fact]
    public void Decoding_undoes_encoding() => Check.QuickThrowOnFailure(Prop.ForAll(Texts, text =>
    {
        var bytes = text.Select(c => (byte)c).ToArray();
        return TransformTests.Apply("URL_DECODE", string.Concat(bytes.Select(b => $"%{b:X2}"))) == text
            && TransformTests.Apply("HEX_DECODE", Convert.ToHexString(bytes)) == text
            && TransformTests.Apply("BASE64_DECODE", Convert.ToBase64String(bytes)) == text
            && TransformTests.Apply("JS_DECODE", string.Concat(bytes.Select(b => $"\\x{b:x2}"))) == text
            && TransformTests.Apply("HTML_ENTITY_DECODE", string.Concat(bytes.Select(b => $"&#{b};"))) == text;
    }));

    [Fact]
    public void No_request_makes_an_acl_of_everything_throw()
    {
        var acl = Everything();

        Check.QuickThrowOnFailure(Prop.ForAll(Texts, Texts, Texts, (target, header, body) =>
        {
            var request = new WireRequest(target, header).With(header, target).With("cookie", header).With("x-forwarded-for", body).With("content-type", target).WithBody(body);
            var verdict = acl.Evaluate(request);
            var explained = acl.Explain(request);
            return verdict.Failures.Count == 0 && explained.Action == verdict.Action && explained.TerminatingRule == verdict.TerminatingRule;
        }));
    }

    // Every field under every transformation, the statements in turn.
    static WebAcl Everything()
    {
        FieldDefinition[] fields =
        [
            new UriPathField(), new QueryStringField(), new UriFragmentField(Fallback.NoMatch), new AllQueryArgumentsField(), new SingleQueryArgumentField("a"), new MethodField(),
            new SingleHeaderField("cookie"), new HeadersField(NamePattern.All, MatchScope.All, OversizeHandling.Continue), new CookiesField(NamePattern.All, MatchScope.All, OversizeHandling.Continue),
            new HeaderOrderField(OversizeHandling.Continue), new BodyField(OversizeHandling.Continue), new FormArgumentsField(OversizeHandling.Continue),
            new JsonBodyField { Scope = MatchScope.All, IncludedPaths = ["", "/a", "/0/a"], Invalid = InvalidJson.EvaluateAsString },
        ];
        var chains = TransformTable.All.Select(t => new[] { t.Name }).Append([]).Append(["URL_DECODE_UNI", "HTML_ENTITY_DECODE", "JS_DECODE", "CSS_DECODE"]);
        var rules = fields.SelectMany(field => chains.Select(chain => (field, chain))).Select((pair, i) => Statements(pair.field, pair.chain)[i % 4]).Select((statement, i) => Of.Rule($"r{i}", i, statement, RuleAction.Count, $"l{i % 7}"));
        return Of.Acl([.. rules]);
    }

    static StatementDefinition[] Statements(FieldDefinition field, string[] chain) =>
    [
        Of.Bytes(field, "a", PositionalConstraint.ContainsWord, chain),
        new RegexMatchDefinition { Field = field, Regex = "(?i)[^a-z]+\\b.\\s$", Transformations = Of.Chain(chain) },
        new SizeConstraintDefinition { Field = field, Operator = ComparisonOperator.Greater, Size = 5, Transformations = Of.Chain(chain) },
        new OrDefinition([
            new SqliMatchDefinition { Field = field, Sensitivity = SensitivityLevel.High, Transformations = Of.Chain(chain) },
            new NotDefinition(new XssMatchDefinition { Field = field, Transformations = Of.Chain(chain) })]),
    ];

    static uint Number(int[] bytes) => bytes.Aggregate(0u, (n, b) => n << 8 | (uint)b);

    static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
