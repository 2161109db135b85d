namespace Redoubt.Waf;

/// <summary>What compilation needs besides the definition.</summary>
public sealed record CompileOptions
{
    public static readonly CompileOptions Default = new();

    /// <summary>Finds the sets that statements name.</summary>
    public ISets Sets { get; init; } = NoSets.Instance;

    /// <summary>Compiled patterns to share with other ACLs and with the next compilation of this one.</summary>
    public PatternCache Patterns { get; init; } = new();

    public InspectionLimits Limits { get; init; } = new();

    /// <summary>What to do with a request that a rule could not be evaluated on.</summary>
    public FailureBehavior OnFailure { get; init; } = FailureBehavior.Block;

    /// <summary>Statements in one rule, nested ones included.</summary>
    public int MaxStatementsPerRule { get; init; } = 500;

    /// <summary>Levels of and, or and not.</summary>
    public int MaxDepth { get; init; } = 10;
}

/// <summary>How much of a request is inspected; what lies beyond is reported as oversize.</summary>
public sealed record InspectionLimits
{
    /// <summary>Bytes of body. AWS's load balancers inspect 8 KB.</summary>
    public int Body { get; init; } = 1 << 20;

    /// <summary>Bytes of header names and values together.</summary>
    public int HeaderBytes { get; init; } = 8192;

    public int Headers { get; init; } = 200;

    /// <summary>Bytes of all Cookie headers together.</summary>
    public int CookieBytes { get; init; } = 8192;

    public int Cookies { get; init; } = 200;

    /// <summary>Bytes that transformed copies of one request may take, all fields and chains together.</summary>
    public int Transformed { get; init; } = 32 << 20;
}

public enum FailureBehavior
{
    /// <summary>
    /// Block, whatever the rule's own action; except where nothing depends on the rule: it only counts and sets no label.
    /// </summary>
    Block,

    /// <summary>Treat the rule as not matching.</summary>
    Continue,
}

/// <summary>The sets that statements refer to. Replacing a set means compiling the ACLs that name it anew, which shares everything else.</summary>
public interface ISets
{
    IpSet? FindIpSet(string arn);

    RegexSet? FindRegexSet(string arn);
}

sealed class NoSets : ISets
{
    public static readonly NoSets Instance = new();

    public IpSet? FindIpSet(string arn) => null;

    public RegexSet? FindRegexSet(string arn) => null;
}
