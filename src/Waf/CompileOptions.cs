namespace Redoubt.Waf;

/// <summary>What compilation needs besides the definition.</summary>
public sealed record CompileOptions
{
    public static readonly CompileOptions Default = new();

    /// <summary>Finds the sets that statements name.</summary>
    public ISets Sets { get; init; } = NoSets.Instance;

    /// <summary>Compiled patterns to share with other ACLs and with the next compilation of this one.</summary>
    public PatternCache Patterns { get; init; } = new();

    /// <summary>Memory to share with other ACLs, so that all of them together are bounded.</summary>
    public WorkingMemory Memory { get; init; } = new();

    public InspectionLimits Limits { get; init; } = new();

    /// <summary>The managed rule groups that rules may name.</summary>
    public IManagedRuleGroups ManagedGroups { get; init; } = NoManagedRuleGroups.Instance;

    /// <summary>
    /// Where the counts of rate-based rules live: the same for every compilation of an ACL that is put in force. Null for an ACL of
    /// its own, such as one that is only checked.
    /// </summary>
    public AclRates? Rates { get; init; }

    /// <summary>What is known about the networks that clients come from.</summary>
    public Networks Networks { get; init; } = new();

    /// <summary>The lists of networks that managed rules look into. Changes of them need no compilation.</summary>
    public NetworkLists NetworkLists { get; init; } = NetworkLists.None;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

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

    /// <summary>Bytes of memory that the texts of one request may take, all fields and chains together: two for each byte sent, and more for each part.</summary>
    public int Transformed { get; init; } = 64 << 20;
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

    RuleGroup? FindRuleGroup(string arn);
}

/// <summary>The rule groups that come with the product.</summary>
public interface IManagedRuleGroups
{
    /// <param name="version">Null for the default version.</param>
    RuleGroup? Find(string vendor, string name, string? version);
}

sealed class NoSets : ISets
{
    public static readonly NoSets Instance = new();

    public IpSet? FindIpSet(string arn) => null;

    public RegexSet? FindRegexSet(string arn) => null;

    public RuleGroup? FindRuleGroup(string arn) => null;
}

sealed class NoManagedRuleGroups : IManagedRuleGroups
{
    public static readonly NoManagedRuleGroups Instance = new();

    public RuleGroup? Find(string vendor, string name, string? version) => null;
}
