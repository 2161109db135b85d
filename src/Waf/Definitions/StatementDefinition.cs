namespace Redoubt.Waf;

/// <summary>What a rule asks of a request.</summary>
public abstract record StatementDefinition;

/// <summary>A statement about one component of the request, after its transformations.</summary>
public abstract record FieldStatementDefinition : StatementDefinition
{
    public required FieldDefinition Field { get; init; }

    public IReadOnlyList<TransformationDefinition> Transformations { get; init; } = [];
}

/// <param name="Priority">Unique in its list; the lowest is applied first.</param>
/// <param name="Type">AWS's name, such as <c>URL_DECODE</c>.</param>
public sealed record TransformationDefinition(int Priority, string Type);

/// <summary>Looks for bytes.</summary>
public sealed record ByteMatchDefinition : FieldStatementDefinition
{
    /// <summary>One character per byte (Latin-1), at most 200.</summary>
    public required string SearchString { get; init; }

    public required PositionalConstraint Position { get; init; }
}

public enum PositionalConstraint
{
    Exactly,
    StartsWith,
    EndsWith,
    Contains,

    /// <summary>Contains it as a whole word of letters, digits and underscores.</summary>
    ContainsWord,
}

/// <summary>Looks for a match of one regular expression.</summary>
public sealed record RegexMatchDefinition : FieldStatementDefinition
{
    /// <summary>At most 512 characters; those beyond ASCII stand for their UTF-8 bytes.</summary>
    public required string Regex { get; init; }
}

/// <summary>Looks for a match of any pattern of a set.</summary>
public sealed record RegexSetDefinition : FieldStatementDefinition
{
    public required string Arn { get; init; }
}

/// <summary>Compares a component's length in bytes.</summary>
public sealed record SizeConstraintDefinition : FieldStatementDefinition
{
    public required ComparisonOperator Operator { get; init; }

    public required long Size { get; init; }
}

/// <summary>The component's size stands left of the operator.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    LessOrEqual,
    Less,
    GreaterOrEqual,
    Greater,
}

/// <summary>Looks for SQL injection.</summary>
public sealed record SqliMatchDefinition : FieldStatementDefinition
{
    public SensitivityLevel Sensitivity { get; init; } = SensitivityLevel.Low;
}

public enum SensitivityLevel
{
    /// <summary>Few false positives.</summary>
    Low,

    /// <summary>Detects more, and flags more that is harmless.</summary>
    High,
}

/// <summary>Looks for cross-site scripting.</summary>
public sealed record XssMatchDefinition : FieldStatementDefinition;

/// <summary>Looks with one of the engine's detectors. AWS has no such statement; managed rules are made of it.</summary>
sealed record DetectionDefinition(Detector Detector) : FieldStatementDefinition;

/// <summary>Asks whether the client's address lies in a set.</summary>
/// <param name="ForwardedIp">Null takes the connection's address; else the address a header names.</param>
public sealed record IpSetMatchDefinition(string Arn, ForwardedIpDefinition? ForwardedIp = null) : StatementDefinition;

/// <param name="Fallback">The outcome when the header is there but holds no valid address in that position. Without the header nothing matches.</param>
public sealed record ForwardedIpDefinition(string Header, Fallback Fallback, ForwardedIpPosition Position = ForwardedIpPosition.First);

public enum ForwardedIpPosition
{
    First,
    Last,

    /// <summary>Any of the last ten.</summary>
    Any,
}

/// <summary>What to conclude where the thing to inspect cannot be read.</summary>
public enum Fallback
{
    Match,
    NoMatch,
}

/// <summary>Asks whether the client's address is on a list of networks; see <see cref="NetworkLists"/>. AWS has no such statement.</summary>
sealed record NetworkListDefinition(string Name) : StatementDefinition;

/// <summary>Labels a request by the robot that its User-Agent names; holds for none. AWS has no such statement.</summary>
sealed record BotDefinition : StatementDefinition;

/// <summary>Asks for a label that an earlier rule set.</summary>
/// <param name="Key">Fully qualified (begins with <c>awswaf:</c>), or relative to the ACL's own prefix; a namespace ends with a colon.</param>
public sealed record LabelMatchDefinition(LabelScope Scope, string Key) : StatementDefinition;

public enum LabelScope
{
    Label,
    Namespace,
}

public sealed record AndDefinition(IReadOnlyList<StatementDefinition> Statements) : StatementDefinition;

public sealed record OrDefinition(IReadOnlyList<StatementDefinition> Statements) : StatementDefinition;

public sealed record NotDefinition(StatementDefinition Statement) : StatementDefinition;
