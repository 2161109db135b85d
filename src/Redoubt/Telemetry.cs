using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Redoubt.Configuration;

namespace Redoubt;

/// <summary>Logs to standard error, and metrics and traces by OpenTelemetry where an endpoint is configured.</summary>
static class Telemetry
{
    public static void AddLogging(ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        // The framework's own words are for its developers unless something is wrong.
        logging.AddFilter("Microsoft", options.LogLevel > LogLevel.Debug ? LogLevel.Warning : options.LogLevel);
        // These say request targets and malformed header lines, which may hold signatures and cookies.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
        // Why a start failed is said by whoever started; a failed background service is also said as critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.JsonLogs) logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        else logging.AddSimpleConsole(text => { text.SingleLine = true; text.TimestampFormat = "HH:mm:ss.fff "; });
    }

    /// <summary>Exports to the OTLP endpoint that OpenTelemetry's own variable names; without one, nothing is collected.</summary>
    public static void AddExport(IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return;
        var resource = ResourceBuilder.CreateDefault().AddService("redoubt", serviceVersion: ServerFacts.Version);
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Redoubt.*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime")
            .AddOtlpExporter()
            .Build());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Redoubt.*", "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build());
        services.AddHostedService<Exporters>();
    }

    // Makes the providers at start; the container disposes them, which flushes what is left.
    sealed class Exporters(MeterProvider meters, TracerProvider traces) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive((meters, traces));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
