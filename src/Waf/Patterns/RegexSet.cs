namespace Redoubt.Waf;

/// <summary>A compiled set of regular expressions.</summary>
public sealed class RegexSet
{
    /// <summary>Characters of one pattern.</summary>
    public const int MaxPatternLength = 512;

    RegexSet(BytePattern[] patterns) => Patterns = patterns;

    internal BytePattern[] Patterns { get; }

    /// <param name="problems">Receives every pattern that cannot be used; where there is one, there is no set.</param>
    public static RegexSet? Compile(IReadOnlyList<string> patterns, PatternCache cache, ICollection<Problem> problems)
    {
        var before = problems.Count;
        var compiled = new List<BytePattern>();
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = Check(patterns[i], cache, out var fault);
            if (pattern is null) problems.Add(new Problem($"patterns[{i}]", fault!));
            else compiled.Add(pattern);
        }
        return problems.Count == before ? new RegexSet([.. compiled]) : null;
    }

    internal static BytePattern? Check(string pattern, PatternCache cache, out string? fault)
    {
        fault = pattern.Length is 0 or > MaxPatternLength ? $"a pattern has 1 to {MaxPatternLength} characters" : null;
        return fault is null ? cache.Get(pattern, out fault) : null;
    }
}
