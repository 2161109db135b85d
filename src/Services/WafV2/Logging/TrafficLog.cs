using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>
/// Writes the logs of web ACLs without making any request wait: entries beyond what can wait in memory, or that cannot be written, are
/// dropped and counted, in the metric <c>redoubt.waf.log.dropped</c> and in a warning a minute.
/// </summary>
sealed partial class TrafficLog : BackgroundService
{
    const int MaxWaiting = 8192;
    const long MaxWaitingBytes = 16 << 20;
    const int MaxBatch = 512;

    static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    // JSON in a file, never in a page: text stays readable.
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly LogSettings settings;
    readonly TimeProvider clock;
    readonly ILogger<TrafficLog> log;
    readonly Meter meter = new("Redoubt.Waf");
    readonly Counter<long> droppedMetric;
    readonly Channel<LogEntry> waiting = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    readonly Dictionary<string, LogFolder> folders = new(StringComparer.Ordinal);
    readonly Dictionary<string, ArrayBufferWriter<byte>> batch = new(StringComparer.Ordinal);
    long waitingBytes, dropped, told;
    DateTimeOffset lastWarning;

    public TrafficLog(LogSettings settings, TimeProvider clock, ILogger<TrafficLog> log)
    {
        (this.settings, this.clock, this.log) = (settings, clock, log);
        droppedMetric = meter.CreateCounter<long>("redoubt.waf.log.dropped", "{record}", "Log records of web ACLs that were not written.");
    }

    /// <summary>Records that were not written since the start.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Hands a request over; never waits.</summary>
    public void Add(LogEntry entry)
    {
        var size = entry.Request.Size;
        if (Interlocked.Add(ref waitingBytes, size) <= MaxWaitingBytes && waiting.Writer.TryWrite(entry)) return;
        Interlocked.Add(ref waitingBytes, -size);
        Drop(1);
    }

    /// <summary>Ends the writing; what is still waiting is written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (waiting.Reader.TryPeek(out _)) await WriteWaiting();
    }

    public override void Dispose()
    {
        foreach (var folder in folders.Values) folder.Dispose();
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(stoppingToken)) await WriteWaiting();
    }

    async Task WriteWaiting()
    {
        var records = 0;
        foreach (var lines in batch.Values) lines.ResetWrittenCount();
        for (; records < MaxBatch && waiting.Reader.TryRead(out var entry); records++)
        {
            Interlocked.Add(ref waitingBytes, -entry.Request.Size);
            Append(entry);
        }
        foreach (var (folder, lines) in batch)
            if (lines.WrittenCount > 0) await Write(folder, lines.WrittenMemory);
        foreach (var (folder, files) in folders)
            if (files.IsIdle) Forget(folder);
        Warn();
    }

    void Append(LogEntry entry)
    {
        if (!batch.TryGetValue(entry.Route.Folder, out var lines)) batch[entry.Route.Folder] = lines = new();
        using (var json = new Utf8JsonWriter(lines, Readable)) LogLine.Write(json, entry);
        lines.Write("\n"u8);
    }

    async Task Write(string name, ReadOnlyMemory<byte> lines)
    {
        if (!folders.TryGetValue(name, out var folder)) folders[name] = folder = new(Path.Combine(settings.Folder, name), settings, clock);
        try
        {
            if (await folder.Write(lines, CancellationToken.None)) LogRetention.Keep(settings.Folder, settings.MaxTotal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next batch begins a new file.
            Forget(name);
            Drop(lines.Span.Count((byte)'\n'));
            Log.NotWritten(log, name, e);
        }
    }

    void Forget(string name)
    {
        if (folders.Remove(name, out var folder)) folder.Dispose();
        batch.Remove(name);
    }

    void Drop(long records)
    {
        Interlocked.Add(ref dropped, records);
        droppedMetric.Add(records);
    }

    void Warn()
    {
        var (now, all) = (clock.GetUtcNow(), Dropped);
        if (all == told || now - lastWarning < BetweenWarnings) return;
        Log.Lost(log, all - told);
        (told, lastWarning) = (all, now);
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "WAF log {Name} could not be written")]
        public static partial void NotWritten(ILogger log, string name, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Records} WAF log records were dropped: they came faster than they could be written, or could not be written")]
        public static partial void Lost(ILogger log, long records);
    }
}
