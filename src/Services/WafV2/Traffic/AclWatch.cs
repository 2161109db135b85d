using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.Samples;
using Redoubt.Services.WafV2.WebAcls;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>How the requests that a web ACL decides about are logged and sampled. Immutable but for the samples.</summary>
sealed class AclWatch
{
    readonly Dictionary<string, RuleFacts> rules;
    readonly string? defaultMetric;

    /// <param name="logging">Null where it has no log.</param>
    /// <param name="samples">Those taken so far, which a change of the ACL does not lose.</param>
    /// <param name="key">Of the hashes that stand for protected values.</param>
    public AclWatch(WebAclRecord acl, LoggingConfiguration? logging, AclSamples samples, byte[] key)
    {
        Arn = acl.Arn;
        Samples = samples;
        rules = acl.Rules.ToDictionary(rule => rule.Name, RuleFacts.Of, StringComparer.Ordinal);
        defaultMetric = RuleFacts.Sampled(acl.VisibilityConfig);
        // Cookies and credentials are in no sample: whoever may look at samples need not be able to take over a session.
        Shown = Protector.Of(acl.DataProtectionConfig, null, key, "cookie", "authorization", "proxy-authorization");
        samples.Retain(rules.Values.Select(rule => rule.Metric).Append(defaultMetric).OfType<string>().ToHashSet(StringComparer.Ordinal));
        Log = logging is null ? null : RouteOf(acl.DataProtectionConfig, logging, key);
    }

    public string Arn { get; }

    public AclSamples Samples { get; }

    /// <summary>What samples may show.</summary>
    public Protector Shown { get; }

    /// <summary>Null for no log.</summary>
    public LogRoute? Log { get; }

    /// <summary>How many names samples are kept under.</summary>
    public int Metrics => rules.Count + 1;

    /// <summary>The name a rule's samples are kept under; null where it takes none.</summary>
    /// <param name="rule">Null for the default action.</param>
    public string? Metric(string? rule) => rule is null ? defaultMetric : rules.GetValueOrDefault(rule)?.Metric;

    /// <summary>Whether a rule of a group counts because it is excluded.</summary>
    public bool Excludes(string rule, string inner) => rules.TryGetValue(rule, out var facts) && facts.Excluded.Contains(inner);

    // Keys of rate-based rules may be excepted from data protection; from redaction nothing is.
    static LogRoute RouteOf(DataProtectionConfig? config, LoggingConfiguration logging, byte[] key)
    {
        var ofRates = config is null ? null : new DataProtectionConfig { DataProtections = config.DataProtections.Where(one => one.ExcludeRateBasedDetails != true).ToList() };
        return new(logging, Protector.Of(config, logging.RedactedFields, key), Protector.Of(ofRates, logging.RedactedFields, key));
    }
}
