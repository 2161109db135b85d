using System.Text;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns statements that may stand within others into the engine's; those that the engine has not are refused by name.</summary>
static class StatementReader
{
    public static Waf.StatementDefinition Read(Statement statement)
    {
        var set = Kinds(statement);
        if (set.Count != 1) throw NotExactlyOne(Fields.Statement, "Statement");
        return set[0] switch
        {
            ByteMatchStatement bytes => Bytes(bytes),
            SqliMatchStatement sqli => Sqli(sqli),
            XssMatchStatement xss => new Waf.XssMatchDefinition { Field = FieldReader.Read(xss.FieldToMatch), Transformations = Transformations(xss.TextTransformations) },
            SizeConstraintStatement size => Size(size),
            RegexMatchStatement regex => Regex(regex),
            RegexPatternSetReferenceStatement named => RegexSet(named),
            IPSetReferenceStatement named => IpSet(named),
            LabelMatchStatement label => LabelMatch(label),
            AndStatement and => new Waf.AndDefinition(Several(and.Statements, Fields.And, "AndStatement")),
            OrStatement or => new Waf.OrDefinition(Several(or.Statements, Fields.Or, "OrStatement")),
            NotStatement not => new Waf.NotDefinition(Read(not.Statement)),
            GeoMatchStatement geo => Geo(geo),
            AsnMatchStatement asn => new Waf.AsnMatchDefinition([.. asn.AsnList.Select(number => (uint)number)], Forwarded(asn.ForwardedIPConfig)),
            // What a rule says once as a whole is read with the rule, never within another statement.
            RateBasedStatement => throw Nested(Fields.RateBased, "RateBasedStatement"),
            RuleGroupReferenceStatement => throw Nested(Fields.RuleGroupReference, "RuleGroupReferenceStatement"),
            ManagedRuleGroupStatement => throw Nested(Fields.ManagedRuleGroup, "ManagedRuleGroupStatement"),
            var other => throw Unsupported("this kind of statement is", Fields.Statement, other!.GetType().Name),
        };
    }

    /// <summary>How many kinds of statement it is; one, if it is valid.</summary>
    public static int Count(Statement statement) => Kinds(statement).Count;

    static List<object?> Kinds(Statement statement)
    {
        object?[] kinds =
        [
            statement.ByteMatchStatement, statement.SqliMatchStatement, statement.XssMatchStatement, statement.SizeConstraintStatement,
            statement.GeoMatchStatement, statement.RuleGroupReferenceStatement, statement.IPSetReferenceStatement,
            statement.RegexPatternSetReferenceStatement, statement.RateBasedStatement, statement.AndStatement, statement.OrStatement,
            statement.NotStatement, statement.ManagedRuleGroupStatement, statement.LabelMatchStatement, statement.RegexMatchStatement,
            statement.AsnMatchStatement,
        ];
        return kinds.Where(kind => kind is not null).ToList();
    }

    static Waf.ByteMatchDefinition Bytes(ByteMatchStatement bytes) => new()
    {
        SearchString = Encoding.Latin1.GetString(bytes.SearchString),
        Position = bytes.PositionalConstraint switch
        {
            PositionalConstraint.Exactly => Waf.PositionalConstraint.Exactly,
            PositionalConstraint.StartsWith => Waf.PositionalConstraint.StartsWith,
            PositionalConstraint.EndsWith => Waf.PositionalConstraint.EndsWith,
            PositionalConstraint.Contains => Waf.PositionalConstraint.Contains,
            PositionalConstraint.ContainsWord => Waf.PositionalConstraint.ContainsWord,
            var other => throw BadFormat(Fields.ByteMatch, other),
        },
        Field = FieldReader.Read(bytes.FieldToMatch),
        Transformations = Transformations(bytes.TextTransformations),
    };

    static Waf.SqliMatchDefinition Sqli(SqliMatchStatement sqli) => new()
    {
        Sensitivity = sqli.SensitivityLevel switch
        {
            null or SensitivityLevel.Low => Waf.SensitivityLevel.Low,
            SensitivityLevel.High => Waf.SensitivityLevel.High,
            var other => throw BadFormat(Fields.Statement, other),
        },
        Field = FieldReader.Read(sqli.FieldToMatch),
        Transformations = Transformations(sqli.TextTransformations),
    };

    static Waf.SizeConstraintDefinition Size(SizeConstraintStatement size) => new()
    {
        Operator = size.ComparisonOperator switch
        {
            ComparisonOperator.Eq => Waf.ComparisonOperator.Equal,
            ComparisonOperator.Ne => Waf.ComparisonOperator.NotEqual,
            ComparisonOperator.Le => Waf.ComparisonOperator.LessOrEqual,
            ComparisonOperator.Lt => Waf.ComparisonOperator.Less,
            ComparisonOperator.Ge => Waf.ComparisonOperator.GreaterOrEqual,
            ComparisonOperator.Gt => Waf.ComparisonOperator.Greater,
            var other => throw BadFormat(Fields.SizeConstraint, other),
        },
        Size = size.Size,
        Field = FieldReader.Read(size.FieldToMatch),
        Transformations = Transformations(size.TextTransformations),
    };

    static Waf.RegexMatchDefinition Regex(RegexMatchStatement regex) => new()
    {
        Regex = regex.RegexString,
        Field = FieldReader.Read(regex.FieldToMatch),
        Transformations = Transformations(regex.TextTransformations),
    };

    static Waf.RegexSetDefinition RegexSet(RegexPatternSetReferenceStatement named) => new()
    {
        Arn = named.ARN,
        Field = FieldReader.Read(named.FieldToMatch),
        Transformations = Transformations(named.TextTransformations),
    };

    static Waf.IpSetMatchDefinition IpSet(IPSetReferenceStatement named) =>
        new(named.ARN, named.IPSetForwardedIPConfig is { } forwarded ? Forwarded(forwarded) : null);

    static Waf.ForwardedIpDefinition Forwarded(IPSetForwardedIPConfig forwarded) => new(
        forwarded.HeaderName,
        FieldReader.Fallback(forwarded.FallbackBehavior),
        forwarded.Position switch
        {
            ForwardedIPPosition.First => Waf.ForwardedIpPosition.First,
            ForwardedIPPosition.Last => Waf.ForwardedIpPosition.Last,
            ForwardedIPPosition.Any => Waf.ForwardedIpPosition.Any,
            var other => throw BadFormat("POSITION", other),
        });

    static Waf.GeoMatchDefinition Geo(GeoMatchStatement geo) => geo.CountryCodes is { Count: > 0 } codes
        ? new(codes, Forwarded(geo.ForwardedIPConfig))
        : throw BelowMinimum(Fields.Geo, "CountryCodes");

    /// <summary>Where the client's address is taken from; null for the connection.</summary>
    public static Waf.ForwardedIpDefinition? Forwarded(ForwardedIPConfig? forwarded) =>
        forwarded is null ? null : new(forwarded.HeaderName, FieldReader.Fallback(forwarded.FallbackBehavior));

    static Waf.LabelMatchDefinition LabelMatch(LabelMatchStatement label) => new(
        label.Scope switch
        {
            LabelMatchScope.Label => Waf.LabelScope.Label,
            LabelMatchScope.Namespace => Waf.LabelScope.Namespace,
            var other => throw BadFormat(Fields.LabelMatch, other),
        },
        label.Key);

    static List<Waf.StatementDefinition> Several(IReadOnlyList<Statement> statements, string field, string parameter) =>
        statements.Count >= 2 ? statements.Select(Read).ToList() : throw BelowMinimum(field, parameter);

    static AwsError Nested(string field, string statement) => Invalid("A reference in your rule statement is not valid.", field, statement);

    public static List<Waf.TransformationDefinition> Transformations(IReadOnlyList<TextTransformation> transformations) => transformations.Count > 0
        ? transformations.Select(t => new Waf.TransformationDefinition(t.Priority, t.Type)).ToList()
        : throw BelowMinimum(Fields.TextTransformation, "TextTransformations");
}
