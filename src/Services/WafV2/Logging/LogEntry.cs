using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>A request on its way into a log.</summary>
/// <param name="Source">The load balancer's ARN.</param>
sealed record LogEntry(AclWatch Watch, LogRoute Route, string Source, SeenRequest Request, Waf.Verdict Verdict);
