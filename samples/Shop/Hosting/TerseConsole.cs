using Microsoft.Extensions.Logging.Console;

namespace Shop;

static class TerseConsole
{
    /// <summary>One line per entry: the shop's own, the address it listens on, and warnings from everything else.</summary>
    public static void AddTerseConsole(this ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
        .AddFilter("Shop", LogLevel.Information)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
}
