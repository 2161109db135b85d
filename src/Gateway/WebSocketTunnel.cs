using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt.Gateway;

/// <summary>An open WebSocket: bytes both ways until either side ends it or both rest too long.</summary>
static class WebSocketTunnel
{
    const int BufferSize = 16 * 1024;

    public static async ValueTask<ForwarderError> Run(Exchange exchange, HttpResponseMessage response, Tunnel tunnel)
    {
        // 1. Tell the client; the stream that comes back is the raw connection, or the HTTP/2 stream.
        if (!ResponseForwarding.CopyHeaders(exchange, response)) return ForwarderError.ResponseInvalid;
        Stream client;
        if (tunnel == Tunnel.Upgrade)
        {
            exchange.Response.Headers.Upgrade = "websocket";
            client = await exchange.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        }
        else
        {
            exchange.Response.StatusCode = StatusCodes.Status200OK;
            exchange.Response.Headers.Remove("Sec-WebSocket-Accept");
            client = await exchange.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        }

        // 2. Copy. The end of one direction ends the other: a WebSocket says goodbye in frames, never by half a close.
        await using var origin = await response.Content.ReadAsStreamAsync();
        exchange.Deadline.Extend(exchange.Site.Settings.WebSocketIdleTimeout);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(exchange.Deadline.Token);
        var upwards = Copy(exchange, client, origin, ended);
        var downwards = Copy(exchange, origin, client, ended);
        var up = await upwards;
        var down = await downwards;
        if (exchange.Deadline is { IsCancellationRequested: true, ClientGone: true }) return ForwarderError.ClientGone;

        // 3. A connection that broke is broken for the client too.
        if (up && down) return ForwarderError.None;
        exchange.Lifetime.Abort();
        return ForwarderError.ResponseBroken;
    }

    static async Task<bool> Copy(Exchange exchange, Stream from, Stream to, CancellationTokenSource ended)
    {
        await Task.Yield();
        var idle = exchange.Site.Settings.WebSocketIdleTimeout;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await from.ReadAsync(buffer, ended.Token) is > 0 and var read)
            {
                exchange.Deadline.Extend(idle);
                await to.WriteAsync(buffer.AsMemory(0, read), ended.Token);
            }
            await to.FlushAsync(ended.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return !exchange.Deadline.IsCancellationRequested;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await ended.CancelAsync();
        }
    }
}
