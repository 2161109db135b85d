using Redoubt.Services.WafV2.InForce;
using Redoubt.Services.WafV2.Logging;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>Takes samples of requests and hands them to the log, as their web ACL says.</summary>
sealed class TrafficObserver(EnforcedAcls enforced, TrafficLog log, Networks networks, TimeProvider clock) : IWafObserver
{
    public void Observe(string resourceArn, string requestId, InspectedRequest request, in Verdict verdict)
    {
        if (enforced.Watching(resourceArn) is not { } watch) return;
        var capture = new Capture(request, requestId, clock.GetUtcNow(), networks);
        watch.Samples.Add(watch, ref capture, verdict);
        if (watch.Log is { } route && route.Keeps(watch, verdict)) log.Add(new LogEntry(watch, route, resourceArn, capture.Seen, verdict));
    }
}
