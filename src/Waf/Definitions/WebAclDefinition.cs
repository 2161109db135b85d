namespace Redoubt.Waf;

/// <summary>A web ACL as a front end fills it in: plain data, unchecked until <see cref="WebAcl.Compile"/> reads it.</summary>
public sealed record WebAclDefinition
{
    public required string Name { get; init; }

    /// <summary>What labels of this ACL's own rules begin with, such as <c>awswaf:111122223333:webacl:shop:</c>; ends with a colon.</summary>
    public required string LabelPrefix { get; init; }

    /// <summary>What happens to a request that no rule decided: allow or block.</summary>
    public required RuleAction DefaultAction { get; init; }

    /// <summary>In any order; evaluated by rising priority.</summary>
    public required IReadOnlyList<RuleDefinition> Rules { get; init; }

    /// <summary>How long a solved puzzle answers CAPTCHA actions.</summary>
    public TimeSpan CaptchaImmunity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a passed challenge answers challenge actions.</summary>
    public TimeSpan ChallengeImmunity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Domains whose tokens are accepted besides the request's own host, each with all names below it.</summary>
    public IReadOnlyList<string> TokenDomains { get; init; } = [];
}
