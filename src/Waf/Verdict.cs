namespace Redoubt.Waf;

/// <summary>What the ACL decided about one request, and why.</summary>
public readonly record struct Verdict
{
    /// <summary>Forward the request, or answer it here.</summary>
    public required ActionKind Action { get; init; }

    /// <summary>The rule that decided; null where the default action did.</summary>
    public required string? TerminatingRule { get; init; }

    /// <summary>For a block; null answers with the gateway's own 403.</summary>
    public CustomResponse? Response { get; init; }

    /// <summary>Headers to add to the forwarded request, prefixed already.</summary>
    public IReadOnlyList<HttpHeader> InsertHeaders { get; init; }

    /// <summary>Fully qualified, in the order they were set.</summary>
    public IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the terminating rule matched; filled for SQL injection and XSS only.</summary>
    public IReadOnlyList<MatchDetail> Details { get; init; }

    /// <summary>The rules that matched and only counted.</summary>
    public IReadOnlyList<CountedRule> Counted { get; init; }

    /// <summary>Fields that rules looked at and that are larger than what is inspected.</summary>
    public OversizeFields Oversize { get; init; }

    /// <summary>Rules that could not be evaluated; the action already accounts for them.</summary>
    public IReadOnlyList<RuleFailure> Failures { get; init; }

    /// <summary>True where the request is blocked because a rule could not be evaluated.</summary>
    public bool Failed { get; init; }

    /// <summary>What every rule looked at; null unless asked for.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>A rule that matched without deciding.</summary>
public sealed record CountedRule(string Rule, IReadOnlyList<MatchDetail> Details);

/// <summary>A rule that could not be evaluated.</summary>
public sealed record RuleFailure(string Rule, EvaluationError Error);

public enum EvaluationError
{
    None,

    /// <summary>A pattern with a lookaround ran out of time.</summary>
    RegexTimeout,

    /// <summary>The transformed copies of the request exceed <see cref="InspectionLimits.Transformed"/>.</summary>
    TooMuchTransformed,
}

/// <summary>Where a statement matched; never what.</summary>
/// <param name="Condition">Such as <c>SQL_INJECTION</c>.</param>
/// <param name="Sensitivity">For SQL injection.</param>
/// <param name="Location">The component, such as <c>ALL_QUERY_ARGS</c>.</param>
/// <param name="Name">The name of the argument, header or cookie, where the component has one; chosen by the client.</param>
public sealed record MatchDetail(string Condition, SensitivityLevel? Sensitivity, string Location, string? Name);

[Flags]
public enum OversizeFields
{
    None = 0,
    Body = 1,
    JsonBody = 2,
    Headers = 4,
    Cookies = 8,
}
