using System.Diagnostics;
using System.Numerics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Redoubt.Gateway;

/// <summary>
/// What happens to a shopper's request: site → may it be forwarded unchanged → who is it → inspection → origin.
/// A server's application by itself; on an ASP.NET Core pipeline mount <see cref="Handle(HttpContext)"/> as the last step.
/// </summary>
public sealed partial class DataPlane : IHttpApplication<IFeatureCollection>, IDisposable
{
    // Bodies longer than this are inspected by all processors but one at a time, so that small requests always find one.
    const int LargeBody = 64 * 1024;

    readonly SiteDirectory sites;
    readonly IInspector? inspector;
    readonly GatewayMetrics metrics;
    readonly TimeProvider time;
    readonly ILogger<DataPlane> logger;
    readonly RequestIds ids;
    readonly ClientAddresses addresses;
    readonly ClientLimit clients;
    readonly BodyMemory bodies;
    readonly SemaphoreSlim largeBodies = new(Math.Max(1, Environment.ProcessorCount - 1));
    readonly int inspectedBody;
    readonly long maxRequests;

    /// <param name="inspector">Null to forward everything that can be forwarded.</param>
    public DataPlane(
        GatewayOptions options, SiteDirectory sites, IInspector? inspector, GatewayMetrics metrics, TimeProvider time, ILogger<DataPlane> logger)
    {
        this.sites = sites;
        this.inspector = inspector;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
        ids = new(time);
        addresses = new(options.TrustedProxies, options.ClientAddressHeader);
        clients = new(options.MaxRequestsPerClient);
        maxRequests = options.MaxRequests;
        inspectedBody = options.InspectedBody;
        bodies = new(Math.Max(options.InspectionMemory, BitOperations.RoundUpToPowerOf2((uint)inspectedBody)), time);
    }

    /// <summary>Clients with requests in progress.</summary>
    internal int Clients => clients.Count;

    /// <summary>Bytes of bodies that are held beyond what costs nothing.</summary>
    internal long HeldBytes => bodies.Held;

    public void Dispose() => largeBodies.Dispose();

    public Task Handle(HttpContext context) => Handle(context.Features);

    IFeatureCollection IHttpApplication<IFeatureCollection>.CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    Task IHttpApplication<IFeatureCollection>.ProcessRequestAsync(IFeatureCollection context) => Handle(context);

    void IHttpApplication<IFeatureCollection>.DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    async Task Handle(IFeatureCollection features)
    {
        var started = time.GetTimestamp();
        var exchange = new Exchange(features, ids.Next());
        using var activity = StartActivity(exchange);
        var error = ForwarderError.None;
        try
        {
            error = metrics.Begin() > maxRequests ? ForwarderError.Saturated : await Run(exchange);
            if (error != ForwarderError.None) await Conclude(exchange, error);
        }
        // The last resort: nothing above throws by intent.
        catch (Exception failure)
        {
            error = ForwarderError.ResponseBroken;
            Log.Failed(logger, exchange.RequestId, failure);
            exchange.Lifetime.Abort();
        }
        finally
        {
            exchange.Held?.Dispose();
            if (exchange.Counted) clients.Leave(exchange.Hop.Client);
            if (activity is not null) Finish(activity, exchange, error);
            metrics.End(time.GetElapsedTime(started), exchange.Site, exchange.Response.StatusCode, error, exchange.Refusal?.Reason);
        }
    }

    async ValueTask<ForwarderError> Run(Exchange exchange)
    {
        // 1. The site.
        var request = exchange.Request;
        var site = sites.Find((string?)request.Headers.Host ?? "", out var origin);
        if (site is null) return ForwarderError.NoSite;
        exchange.Site = site;

        // 2. Whether it can be forwarded as it is.
        var tunnel = WebSocketHandshake.Asked(exchange.Features, request);
        exchange.Refusal = Refusal.Find(request, tunnel);
        if (exchange.Refusal is not null) return ForwarderError.Refused;
        if (origin is null) return ForwarderError.NoOrigin;
        var grpc = IsGrpc(request, origin);
        if (!AllowsBody(exchange, grpc)) return ForwarderError.RequestTooLarge;

        // 3. Who is calling, and whether it is one request too many.
        exchange.Hop = addresses.Resolve(exchange.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress, request.Headers);
        if (!clients.TryEnter(exchange.Hop.Client)) return ForwarderError.Saturated;
        exchange.Counted = true;

        // 4. What the rules say.
        var verdict = Verdict.Allow;
        if (inspector?.BodyLimit(site) is { } limit)
        {
            var error = ForwarderError.None;
            (verdict, error) = await Inspect(exchange, Math.Min(limit, inspectedBody), tunnel, grpc);
            if (error != ForwarderError.None) return error;
            if (verdict.Block is { } block)
            {
                await Answer.Block(exchange, block);
                return block.Reason;
            }
        }

        // 5. On to the origin.
        exchange.Refusal = OutgoingRequest.TryCreate(exchange, origin, tunnel, verdict, out var outgoing);
        if (exchange.Refusal is not null) return ForwarderError.Refused;
        return await Forwarder.Forward(exchange, origin, outgoing!, tunnel);
    }

    async ValueTask<(Verdict, ForwarderError)> Inspect(Exchange exchange, int limit, Tunnel tunnel, bool grpc)
    {
        var hasBody = limit > 0 && tunnel == Tunnel.None && exchange.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        if (!hasBody) return await Ask(exchange, body: null);
        exchange.Held = new(exchange.Body, bodies, exchange.Hop.Client);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(exchange.Lifetime.RequestAborted);
        stop.CancelAfter(exchange.Site.Settings.InspectionTimeout);
        var error = await Hold(exchange, exchange.Held, limit, grpc, stop);
        if (error != ForwarderError.None) return (Verdict.Allow, error);
        if (exchange.Held.Seen.Length <= LargeBody) return await Ask(exchange, exchange.Held);
        try
        {
            await largeBodies.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return (Verdict.Allow, Cause(exchange, ForwarderError.Saturated));
        }
        try
        {
            return await Ask(exchange, exchange.Held);
        }
        finally
        {
            largeBodies.Release();
        }
    }

    static async ValueTask<ForwarderError> Hold(Exchange exchange, HeldBody body, int limit, bool grpc, CancellationTokenSource stop)
    {
        try
        {
            // A gRPC call may wait for an answer to its first message, so no more than that is waited for.
            if (grpc) await body.Peek(limit, stop.Token);
            else await body.Read(limit, exchange.Request.Headers.ContentLength, stop);
            return ForwarderError.None;
        }
        catch (OperationCanceledException)
        {
            return Cause(exchange, body.IsCrowdedOut ? ForwarderError.Saturated : ForwarderError.RequestTimeout);
        }
        catch (Exception error) when (RequestBody.Classify(error) is not ForwarderError.None)
        {
            return RequestBody.Classify(error);
        }
    }

    async ValueTask<(Verdict, ForwarderError)> Ask(Exchange exchange, HeldBody? body)
    {
        var request = exchange.Request;
        try
        {
            return (await inspector!.Inspect(new InspectedRequest
            {
                Site = exchange.Site,
                RequestId = exchange.RequestId,
                Client = exchange.Hop.Client,
                Scheme = request.Scheme,
                Method = request.Method,
                Target = request.RawTarget,
                Protocol = request.Protocol,
                Fingerprint = exchange.Features.Get<TlsFingerprint>(),
                Headers = request.Headers,
                Body = body?.Seen ?? default,
                BodyContinues = body is { Continues: true },
            }, exchange.Lifetime.RequestAborted), ForwarderError.None);
        }
        // Rules that cannot be evaluated are a decision, not a crash.
        catch (Exception failure)
        {
            Log.InspectionFailed(logger, exchange.RequestId, exchange.Site.Arn, failure);
            return (Verdict.Allow, exchange.Site.Settings.FailOpen ? ForwarderError.None : ForwarderError.InspectionFailed);
        }
        finally
        {
            body?.Looked();
        }
    }

    static ForwarderError Cause(Exchange exchange, ForwarderError error) =>
        exchange.Lifetime.RequestAborted.IsCancellationRequested ? ForwarderError.ClientGone : error;

    async ValueTask Conclude(Exchange exchange, ForwarderError error)
    {
        if (error is ForwarderError.Refused) Log.Refused(logger, exchange.RequestId, exchange.Refusal!.Reason);
        else if (error is not (ForwarderError.Blocked or ForwarderError.Challenged or ForwarderError.ClientGone))
            Log.NotForwarded(logger, error.IsClients() ? LogLevel.Debug : LogLevel.Warning, exchange.RequestId, exchange.Site?.Arn, error);
        if (error is ForwarderError.ClientGone && exchange.Held is { } held) await held.Discard();
        var status = exchange.Refusal?.Status ?? error.Status();
        if (status == 0) return;
        if (exchange.Response.HasStarted) exchange.Lifetime.Abort();
        else if (error is ForwarderError.Refused or ForwarderError.RequestBody or ForwarderError.RequestTimeout or ForwarderError.RequestTooLarge
            || error is ForwarderError.Saturated && exchange.Held is not null)
            await Answer.Refuse(exchange, status);
        else await Answer.Error(exchange, status);
    }

    static bool AllowsBody(Exchange exchange, bool grpc)
    {
        var limit = exchange.Site.Settings.MaxRequestBodySize;
        if (exchange.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            if (limit < (feature.MaxRequestBodySize ?? long.MaxValue)) feature.MaxRequestBodySize = limit;
            limit = feature.MaxRequestBodySize ?? limit;
        }
        if (grpc && exchange.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        return !(exchange.Request.Headers.ContentLength > limit);
    }

    // The client's word alone would exempt anybody from the slowest rate: a shop that serves gRPC is reached over HTTP/2.
    // The very type alone: `application/grpc+json` is JSON to a web framework, and its body must be looked at like any other.
    static bool IsGrpc(IHttpRequestFeature request, Origin origin)
    {
        if (request.Protocol != "HTTP/2" || request.Headers.ContentType is not [{ } type]) return false;
        var media = type.AsSpan();
        if (media.IndexOf(';') is >= 0 and var end) media = media[..end];
        media = media.Trim();
        return (media.Equals("application/grpc", StringComparison.OrdinalIgnoreCase) || media.Equals("application/grpc+proto", StringComparison.OrdinalIgnoreCase))
            && origin.CanUseHttp2(request.Headers.Host.ToString());
    }

    static Activity? StartActivity(Exchange exchange)
    {
        if (!GatewayMetrics.Activities.HasListeners()) return null;
        ActivityContext.TryParse(exchange.Request.Headers.TraceParent, exchange.Request.Headers.TraceState, isRemote: true, out var parent);
        return GatewayMetrics.Activities.StartActivity(exchange.Request.Method, ActivityKind.Server, parent);
    }

    static void Finish(Activity activity, Exchange exchange, ForwarderError error)
    {
        activity.SetTag("redoubt.site", exchange.Site?.Arn.ToString());
        activity.SetTag("redoubt.request_id", exchange.RequestId);
        activity.SetTag("http.request.method", exchange.Request.Method);
        activity.SetTag("http.response.status_code", exchange.Response.StatusCode);
        if (error == ForwarderError.None) return;
        activity.SetTag("error.type", error.ToString());
        activity.SetStatus(ActivityStatusCode.Error);
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "request {RequestId} to {Site} was not forwarded whole: {Error}")]
        public static partial void NotForwarded(ILogger logger, LogLevel level, string requestId, Arn? site, ForwarderError error);

        [LoggerMessage(2, LogLevel.Debug, "request {RequestId} was refused: {Reason}")]
        public static partial void Refused(ILogger logger, string requestId, string reason);

        [LoggerMessage(3, LogLevel.Error, "the rules of {Site} could not be evaluated for request {RequestId}")]
        public static partial void InspectionFailed(ILogger logger, string requestId, Arn site, Exception failure);

        [LoggerMessage(4, LogLevel.Error, "request {RequestId} failed inside the gateway")]
        public static partial void Failed(ILogger logger, string requestId, Exception failure);
    }
}
