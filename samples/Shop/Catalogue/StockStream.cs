using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop;

/// <summary>
/// <c>GET /api/stock/stream</c>: Server-Sent Events. First every product as <c>stock</c>, then each change as it is seen, and
/// a <c>tick</c> with the number of units in the shop every two seconds.
/// </summary>
static class StockStream
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    const int StepsPerTick = 4;

    public static void MapStockStream(this IEndpointRouteBuilder app) => app.MapGet("/api/stock/stream", Open);

    static ServerSentEventsResult<StockCount[]> Open(Stock stock, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(Changes(stock, time, lifetime.ApplicationStopping, cancellation));

    static async IAsyncEnumerable<SseItem<StockCount[]>> Changes(Stock stock, TimeProvider time, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var known = stock.Snapshot();
        yield return new(known, "stock");

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        using var timer = new PeriodicTimer(Interval, time);
        for (var step = 1; await Next(timer, end.Token); step++)
        {
            var seen = stock.Snapshot();
            var changed = seen.Except(known).ToArray();
            known = seen;
            if (changed.Length > 0) yield return new(changed, "stock");
            if (step % StepsPerTick == 0) yield return new([new("all", seen.Sum(count => count.Stock))], "tick");
        }
    }

    /// <summary>False when the visitor has gone or the shop closes; neither is an error.</summary>
    static async Task<bool> Next(PeriodicTimer timer, CancellationToken end)
    {
        try { return await timer.WaitForNextTickAsync(end); }
        catch (OperationCanceledException) { return false; }
    }
}
