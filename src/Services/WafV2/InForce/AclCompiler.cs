using Redoubt.Services.WafV2.Rules;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>Compiles web ACLs, the same way when they are checked and when they are put in force.</summary>
sealed class AclCompiler(PatternCache patterns)
{
    // As much of a head as the gateway accepts, where AWS looks at 8 KB: what is forwarded is inspected.
    static readonly InspectionLimits Everything = new() { HeaderBytes = 64 << 10, Headers = 1000, CookieBytes = 64 << 10, Cookies = 4000 };

    public CompileResult Compile(AclContent content, ISets sets) =>
        WebAcl.Compile(content.Definition, new CompileOptions { Sets = sets, Patterns = patterns, Limits = Everything });
}

/// <summary>A web ACL's rules as the engine reads them.</summary>
sealed record AclContent(WebAclDefinition Definition)
{
    public IReadOnlyList<RuleDefinition> Rules => Definition.Rules;

    /// <exception cref="AwsError">Something in the rules is invalid or not supported.</exception>
    public static AclContent Read(
        string name, string labelNamespace, DefaultAction defaultAction, IReadOnlyList<Rule>? rules, IReadOnlyDictionary<string, CustomResponseBody>? bodies) =>
        new(new WebAclDefinition
        {
            Name = name,
            LabelPrefix = labelNamespace,
            DefaultAction = ActionReader.Read(defaultAction),
            Rules = RuleReader.Read(rules),
            ResponseBodyKeys = bodies is null ? [] : [.. bodies.Keys],
        });
}
