using System.Net;
using Redoubt.Waf;

namespace Redoubt.Services.WafV2.Trials;

/// <summary>Recorded traffic on its way through two web ACLs, with counters of their own.</summary>
/// <param name="candidate">Null to try the one in force alone.</param>
sealed class Trial(string account, WebAcl inForce, WebAcl? candidate, RecordedClock clock)
{
    readonly Lock gate = new();

    public string Account { get; } = account;

    public TriedResult Try(TriedRequest tried)
    {
        if (!IPAddress.TryParse(tried.Client, out var client)) return new();
        if (RecordedRequest.Parse(tried.Raw, "https", client, tried.BodyTruncated ?? false) is not { } request) return new();
        lock (gate)
        {
            if (tried.Time is { } time) clock.MoveTo(time);
            return new() { InForce = Outcomes.Of(inForce.Evaluate(request)), Candidate = candidate is null ? null : Outcomes.Of(candidate.Evaluate(request)) };
        }
    }
}

/// <summary>The time of the request that is tried; never goes back.</summary>
sealed class RecordedClock(DateTimeOffset start) : TimeProvider
{
    long ticks = start.UtcTicks;
    bool moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    /// <summary>The first time sets the clock, whatever it is; from then on an earlier one changes nothing.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        if (moved && time.UtcTicks < Interlocked.Read(ref ticks)) return;
        moved = true;
        Interlocked.Exchange(ref ticks, time.UtcTicks);
    }
}
