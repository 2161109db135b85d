using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Redoubt.Gateway;

/// <summary>The meter and activity source <c>Redoubt.Gateway</c>.</summary>
public sealed class GatewayMetrics : IDisposable
{
    public const string Name = "Redoubt.Gateway";

    internal static readonly ActivitySource Activities = new(Name);

    readonly Meter meter = new(Name);
    readonly Histogram<double> duration;
    readonly Counter<long> errors;
    readonly Counter<long> challenges;
    long active;

    public GatewayMetrics()
    {
        duration = meter.CreateHistogram<double>("redoubt.gateway.request.duration", "s", "Requests, from first byte to last.",
            advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        errors = meter.CreateCounter<long>("redoubt.gateway.errors", "{request}", "Requests that were not forwarded whole, by reason.");
        challenges = meter.CreateCounter<long>("redoubt.gateway.challenges", "{request}", "CAPTCHAs and challenges: asked as page or bare status, passed, or why not.");
        meter.CreateObservableUpDownCounter("redoubt.gateway.requests.active", () => Active, "{request}", "Requests in progress.");
    }

    /// <summary>Requests in progress.</summary>
    public long Active => Volatile.Read(ref active);

    public void Dispose() => meter.Dispose();

    internal void Challenge(Site site, string action, string outcome)
    {
        if (challenges.Enabled) challenges.Add(1, new("redoubt.site", site.Arn.ToString()), new("redoubt.action", action), new("redoubt.outcome", outcome));
    }

    internal long Begin() => Interlocked.Increment(ref active);

    internal void End(TimeSpan elapsed, Site? site, int status, ForwarderError error, string? reason)
    {
        Interlocked.Decrement(ref active);
        if (duration.Enabled)
        {
            var tags = new TagList { { "redoubt.site", site?.Arn.ToString() }, { "http.response.status_code", status } };
            duration.Record(elapsed.TotalSeconds, tags);
        }
        if (error != ForwarderError.None && errors.Enabled)
            errors.Add(1, new("redoubt.site", site?.Arn.ToString()), new("error.type", error.ToString()), new("redoubt.reason", reason));
    }
}
