using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Short forms of definitions.</summary>
static class Of
{
    public const string Prefix = "awswaf:111122223333:webacl:shop:";

    public static WebAclDefinition Definition(params RuleDefinition[] rules) =>
        new() { Name = "shop", LabelPrefix = Prefix, DefaultAction = RuleAction.Allow, Rules = rules };

    public static WebAcl Acl(params RuleDefinition[] rules) => Compiled(Definition(rules));

    public static WebAcl Compiled(WebAclDefinition definition, CompileOptions? options = null)
    {
        var (acl, problems) = WebAcl.Compile(definition, options);
        return acl ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    public static RuleDefinition Rule(string name, int priority, StatementDefinition statement, RuleAction action, params string[] labels) =>
        new() { Name = name, Priority = priority, Statement = statement, Action = action, Labels = labels };

    public static TransformationDefinition[] Chain(params string[] types) => [.. types.Select((type, i) => new TransformationDefinition(i, type))];

    public static ByteMatchDefinition Bytes(FieldDefinition field, string search, PositionalConstraint position = PositionalConstraint.Contains, params string[] chain) =>
        new() { Field = field, SearchString = search, Position = position, Transformations = Chain(chain) };

    /// <summary>True where an ACL with just this statement blocks the request.</summary>
    public static bool Matches(StatementDefinition statement, InspectedRequest request, CompileOptions? options = null) =>
        Compiled(Definition(Rule("only", 0, statement, RuleAction.Block)), options).Evaluate(request).Action == ActionKind.Block;
}
