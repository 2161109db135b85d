using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redoubt.Audit;

namespace Redoubt.Gateway;

/// <summary>
/// Puts blocked requests into the audit trail without making anybody wait for it: up to 200 a second one by one, the rest counted
/// in one event per second, so that a flood fills neither memory nor disk. Says where a rule matched, never what it matched.
/// </summary>
sealed partial class BlockedRequests(IJournal journal, TimeProvider clock, ILogger<BlockedRequests> log) : BackgroundService
{
    const int PerSecond = 200;
    const int MaxText = 256;

    static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    readonly Channel<BlockedRequest> waiting =
        Channel.CreateBounded<BlockedRequest>(new BoundedChannelOptions(PerSecond) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    long uncounted;

    /// <summary>Hands over a blocked request; never waits.</summary>
    public void Add(BlockedRequest blocked)
    {
        if (waiting.Reader.Count >= PerSecond || !waiting.Writer.TryWrite(blocked)) Interlocked.Increment(ref uncounted);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await waiting.Reader.WaitToReadAsync(stoppingToken);
                await Record(CancellationToken.None);
                await Task.Delay(Round, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (StorageException e)
            {
                Log.Lost(log, e);
            }
        }
        // What is still waiting at the end is not forgotten.
        await Record(CancellationToken.None);
    }

    async Task Record(CancellationToken ct)
    {
        var work = journal.Begin();
        BlockedRequest? last = null;
        while (waiting.Reader.TryRead(out var blocked))
        {
            work.Append(Event(blocked).ToJournal());
            last = blocked;
        }
        if (last is null) return;
        if (Interlocked.Exchange(ref uncounted, 0) is > 0 and var more) work.Append(Summary(last, more).ToJournal());
        await work.Commit(ct);
    }

    static ServiceEvent Event(BlockedRequest blocked) => New(blocked, "BlockRequest") with
    {
        SourceAddress = blocked.Client,
        UserAgent = Matched(blocked, "HEADER") ? null : Cut(blocked.UserAgent),
        RequestId = blocked.RequestId,
        Details = json =>
        {
            json.WriteString("action", "BLOCK");
            json.WriteString("webAcl", blocked.WebAcl);
            json.WriteString("terminatingRule", blocked.Verdict.TerminatingRule ?? "Default_Action");
            if (RuleInGroup(blocked.Verdict) is { } inner) json.WriteString("ruleInGroup", inner);
            if (blocked.Verdict.Failed) json.WriteBoolean("ruleFailed", true);
            json.WriteString("method", Cut(blocked.Method));
            if (!Matched(blocked, "HEADER")) json.WriteString("host", Cut(blocked.Host));
            if (!Matched(blocked, "URI")) json.WriteString("path", Cut(blocked.Path));
            json.WriteStartArray("matches");
            foreach (var detail in blocked.Verdict.Details)
            {
                json.WriteStartObject();
                json.WriteString("condition", detail.Condition);
                json.WriteString("location", detail.Location);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("labels");
            foreach (var label in blocked.Verdict.Labels) json.WriteStringValue(label);
            json.WriteEndArray();
        },
    };

    static ServiceEvent Summary(BlockedRequest last, long more) => New(last, "BlockRequests") with
    {
        Details = json => json.WriteNumber("furtherRequests", more),
    };

    static ServiceEvent New(BlockedRequest blocked, string name) => new(
        "wafv2.amazonaws.com", name, AccountId.Parse(blocked.Site.Account.ToString()), Region.Parse(blocked.Site.Region.ToString()), blocked.Time)
    {
        Resources = [new Resource(blocked.Site) { Type = "AWS::ElasticLoadBalancingV2::LoadBalancer" }],
    };

    static string? RuleInGroup(Waf.Verdict verdict) =>
        verdict.Groups is [.., var last] && last.Rule == verdict.TerminatingRule ? last.Terminating?.Rule : null;

    // What a client sent is shown where it is known not to be what matched.
    static bool Matched(BlockedRequest blocked, string component) =>
        blocked.Verdict.Details is not { Count: > 0 } where || where.Any(detail => detail.Location.StartsWith(component, StringComparison.Ordinal));

    static string Cut(string? text) => text is null ? "" : text.Length <= MaxText ? text : text[..MaxText];

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "blocked requests could not be recorded")]
        public static partial void Lost(ILogger log, Exception exception);
    }
}

/// <summary>A request that a web ACL blocked, as far as its record may know it.</summary>
sealed record BlockedRequest(Arn Site, string WebAcl, Waf.Verdict Verdict, string RequestId, DateTimeOffset Time)
{
    public required string Client { get; init; }

    public required string Method { get; init; }

    public required string Host { get; init; }

    /// <summary>Without the query.</summary>
    public required string Path { get; init; }

    public string? UserAgent { get; init; }
}
