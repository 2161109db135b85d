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

    /// <summary>The names of the bodies that custom responses may answer with; the texts stay with the gateway.</summary>
    public IReadOnlyList<string> ResponseBodyKeys { get; init; } = [];
}
