using Redoubt.Storage;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>That a web ACL's requests are logged, and how.</summary>
sealed record LoggingRecord(LoggingConfiguration Configuration)
{
    /// <summary>The scope is that of the web ACL's storage, the id its name.</summary>
    public static readonly Collection<LoggingRecord> Collection = new("wafv2_logging");
}
