using Redoubt.Services.WafV2.Rules;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.InForce;

/// <summary>Compiles web ACLs, the same way when they are checked and when they are put in force.</summary>
sealed class AclCompiler(
    PatternCache patterns, IManagedRuleGroups managed, RateTables rates, Networks networks, NetworkLists networkLists, TimeProvider clock)
{
    // As much of a head as the gateway accepts and as much of a body as it holds, where AWS looks at 8 KB of either.
    static readonly InspectionLimits Everything = new() { Body = int.MaxValue, HeaderBytes = 64 << 10, Headers = 1000, CookieBytes = 64 << 10, Cookies = 4000 };

    // One for all web ACLs, those that are only checked included.
    readonly WorkingMemory memory = new();

    /// <param name="acl">The ARN of an ACL that is put in force, whose rate-based rules go on counting; null for one that is only checked.</param>
    public CompileResult Compile(AclContent content, ISets sets, string? acl = null) =>
        WebAcl.Compile(content.Definition, Options(sets) with { Rates = acl is null ? null : rates.For(acl) });

    /// <summary>For an ACL that is tried: it counts for itself, by the clock that it is given.</summary>
    public CompileResult Compile(AclContent content, ISets sets, TimeProvider time) => WebAcl.Compile(content.Definition, Options(sets) with { Clock = time });

    /// <summary>Drops what is kept for an ACL that is no longer in force.</summary>
    public void Forget(string acl) => rates.Forget(acl);

    CompileOptions Options(ISets sets) => new()
    {
        Sets = sets,
        Patterns = patterns,
        Limits = Everything,
        Memory = memory,
        ManagedGroups = managed,
        Networks = networks,
        NetworkLists = networkLists,
        Clock = clock,
    };
}

/// <summary>A web ACL's rules as the engine reads them.</summary>
sealed record AclContent(WebAclDefinition Definition)
{
    public IReadOnlyList<RuleDefinition> Rules => Definition.Rules;

    /// <exception cref="AwsError">Something in the rules is invalid or not supported.</exception>
    public static AclContent Read(string name, string labelNamespace, AclText text)
    {
        var actions = new ActionReader(text.Bodies);
        var definition = new WebAclDefinition
        {
            Name = name,
            LabelPrefix = labelNamespace,
            DefaultAction = actions.Read(text.DefaultAction),
            Rules = new RuleReader(actions).Read(text.Rules),
        };
        return new(definition with
        {
            CaptchaImmunity = RuleReader.Immunity(text.Captcha?.ImmunityTimeProperty) ?? definition.CaptchaImmunity,
            TokenDomains = text.TokenDomains ?? [],
            ChallengeImmunity = RuleReader.Immunity(text.Challenge?.ImmunityTimeProperty) ?? definition.ChallengeImmunity,
        });
    }
}

/// <summary>What of a web ACL decides about requests, as the API has it.</summary>
sealed record AclText(
    DefaultAction DefaultAction, IReadOnlyList<Rule>? Rules, IReadOnlyDictionary<string, CustomResponseBody>? Bodies = null,
    CaptchaConfig? Captcha = null, ChallengeConfig? Challenge = null, IReadOnlyList<string>? TokenDomains = null);
