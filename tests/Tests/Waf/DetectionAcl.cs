using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>The two attack detectors over everything a client controls: what detection and false positives are measured with.</summary>
static class DetectionAcl
{
    static readonly string[][] Chains = [["URL_DECODE_UNI"], ["URL_DECODE_UNI", "URL_DECODE_UNI", "HTML_ENTITY_DECODE"]];

    static readonly FieldDefinition[] Values =
    [
        new AllQueryArgumentsField(),
        new FormArgumentsField(OversizeHandling.Continue),
        new CookiesField(NamePattern.All, MatchScope.Value, OversizeHandling.Continue),
    ];

    static readonly FieldDefinition[] Others =
    [
        new UriPathField(),
        new SingleHeaderField("referer"),
        new SingleHeaderField("user-agent"),
    ];

    public static WebAcl Compile() => Of.Acl(
        Of.Rule("sqli", 1, new OrDefinition([.. Statements(sqli: true)]), RuleAction.Block),
        Of.Rule("xss", 2, new OrDefinition([.. Statements(sqli: false)]), RuleAction.Block));

    static IEnumerable<StatementDefinition> Statements(bool sqli)
    {
        foreach (var field in Values.Concat(Others))
            foreach (var chain in Chains)
                yield return Statement(field, sqli, chain);
        yield return Statement(new JsonBodyField { Scope = MatchScope.Value }, sqli, []);
        yield return Statement(new JsonBodyField { Scope = MatchScope.Value }, sqli, ["URL_DECODE_UNI", "HTML_ENTITY_DECODE"]);
    }

    static StatementDefinition Statement(FieldDefinition field, bool sqli, string[] chain) => sqli
        ? new SqliMatchDefinition { Field = field, Transformations = Of.Chain(chain) }
        : new XssMatchDefinition { Field = field, Transformations = Of.Chain(chain) };
}
