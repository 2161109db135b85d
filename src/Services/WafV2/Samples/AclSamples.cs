using System.Collections.Concurrent;
using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Samples;

/// <summary>Samples of the requests that one web ACL decided about, by metric name; in memory only.</summary>
sealed class AclSamples
{
    // Of all rules together: at some 5 KB each, 20 MB.
    const int MaxSamples = 4000;

    // Of one rule; what one answer shows.
    const int MaxPerMetric = 500;

    readonly ConcurrentDictionary<string, MetricSamples> byMetric = new(StringComparer.Ordinal);

    public void Add(AclWatch watch, ref Capture capture, in Waf.Verdict verdict)
    {
        Take(watch.Metric(verdict.TerminatingRule), watch, ref capture, verdict, null, null);
        foreach (var counted in verdict.Counted) Take(watch.Metric(counted.Rule), watch, ref capture, verdict, counted, null);
        foreach (var group in verdict.Groups)
            foreach (var counted in group.Counted) Take(watch.Metric(group.Rule), watch, ref capture, verdict, counted, counted.Rule);
    }

    /// <summary>Null where there never was a request.</summary>
    public MetricSamples? Find(string metric) => byMetric.GetValueOrDefault(metric);

    /// <summary>Forgets what is kept under names that no rule has any more.</summary>
    public void Retain(IReadOnlySet<string> metrics)
    {
        foreach (var metric in byMetric.Keys)
            if (!metrics.Contains(metric)) byMetric.TryRemove(metric, out _);
    }

    /// <param name="counted">The rule that matched and did not decide; null for what decided.</param>
    void Take(string? metric, AclWatch watch, ref Capture capture, in Waf.Verdict verdict, Waf.CountedRule? counted, string? inner)
    {
        if (metric is null) return;
        var samples = byMetric.GetOrAdd(metric, static _ => new MetricSamples());
        var limit = Math.Clamp(MaxSamples / watch.Metrics, 1, MaxPerMetric);
        if (samples.Draw(capture.Time, limit) is not { } place) return;
        var shown = capture.Shown(watch.Shown);
        samples.Put(place, limit, counted is null ? Sample.Decided(capture.Time, shown, verdict) : Sample.Matched(capture.Time, shown, verdict, counted, inner));
    }
}
