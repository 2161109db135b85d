namespace Redoubt.Waf;

/// <summary>What the ACL decided about one request, and why.</summary>
public readonly record struct Verdict
{
    /// <summary>Forward the request, or answer it here.</summary>
    public required ActionKind Action { get; init; }

    /// <summary>The web ACL's rule that decided; null where the default action did.</summary>
    public required string? TerminatingRule { get; init; }

    /// <summary>What kind of rule decided.</summary>
    public RuleKind TerminatingKind { get; init; }

    /// <summary>For a block; null answers with the gateway's own 403.</summary>
    public CustomResponse? Response { get; init; }

    /// <summary>Headers to add to the forwarded request, prefixed already.</summary>
    public IReadOnlyList<HttpHeader> InsertHeaders { get; init; }

    /// <summary>Fully qualified, in the order they were set.</summary>
    public IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the terminating rule matched; filled for SQL injection, XSS and the engine's other detectors only.</summary>
    public IReadOnlyList<MatchDetail> Details { get; init; }

    /// <summary>The web ACL's rules that matched and did not decide; those in groups are in <see cref="Groups"/>.</summary>
    public IReadOnlyList<CountedRule> Counted { get; init; }

    /// <summary>The groups that were evaluated, in order.</summary>
    public IReadOnlyList<GroupOutcome> Groups { get; init; }

    /// <summary>The rate-based rules that limited the request, in groups too, whether they decided or counted.</summary>
    public IReadOnlyList<RateMatch> Rates { get; init; }

    /// <summary>Fields that rules looked at and that are larger than what is inspected.</summary>
    public OversizeFields Oversize { get; init; }

    /// <summary>Rules that could not be evaluated; the action already accounts for them.</summary>
    public IReadOnlyList<RuleFailure> Failures { get; init; }

    /// <summary>True where the request is blocked because a rule could not be evaluated.</summary>
    public bool Failed { get; init; }

    /// <summary>What the last CAPTCHA action that was applied found, whether it decided or not; null for none.</summary>
    public TokenCheck? Captcha { get; init; }

    /// <summary>What the last challenge action that was applied found, whether it decided or not; null for none.</summary>
    public TokenCheck? Challenge { get; init; }

    /// <summary>Whether any rule matched, or could not be evaluated.</summary>
    public bool HasMatched => TerminatingRule is not null || Counted.Count > 0 || Groups.Count > 0 || Failures.Count > 0;

    /// <summary>What every rule looked at; null unless asked for.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>A rule that matched without deciding.</summary>
/// <param name="Action">Count, or a CAPTCHA or challenge that the client has passed.</param>
/// <param name="Overridden">The action of the group's author, where the web ACL put another in its place.</param>
public sealed record CountedRule(string Rule, ActionKind Action, IReadOnlyList<MatchDetail> Details, ActionKind? Overridden = null);

/// <summary>What a rule group made of a request.</summary>
/// <param name="Rule">The web ACL's rule that runs the group.</param>
/// <param name="Id">As logs name the group.</param>
/// <param name="Terminating">The group's rule that ended its evaluation; null for none. The request goes on where the web ACL only counts the group.</param>
/// <param name="Counted">The group's rules that matched and did not decide.</param>
public sealed record GroupOutcome(string Rule, string Id, CountedRule? Terminating, IReadOnlyList<CountedRule> Counted);

public enum RuleKind
{
    Regular,
    RateBased,
    Group,
    ManagedGroup,
}

/// <summary>A rule that could not be evaluated.</summary>
public sealed record RuleFailure(string Rule, EvaluationError Error);

public enum EvaluationError
{
    None,

    /// <summary>A pattern with a lookaround ran out of time.</summary>
    RegexTimeout,

    /// <summary>The texts of the request need more memory than <see cref="InspectionLimits.Transformed"/>, or than there is for all.</summary>
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
