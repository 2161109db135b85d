using System.Net.Sockets;
using System.Security.Authentication;

namespace Redoubt.Gateway;

/// <summary>Sends one request to its origin and its answer to the client. Failures come back as values.</summary>
static class Forwarder
{
    public static async ValueTask<ForwarderError> Forward(Exchange exchange, Origin origin, OutgoingRequest request, Tunnel tunnel)
    {
        var deadline = exchange.Deadline = Deadline.Start(exchange.Site.Settings.ResponseTimeout, exchange.Lifetime.RequestAborted);
        var clean = false;
        HttpResponseMessage? response = null;
        try
        {
            try
            {
                response = await origin.Connections.SendAsync(request, deadline.Token);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
            {
                return Classify(error, request.Content as RequestBody, deadline);
            }
            if (tunnel != Tunnel.None && WebSocketHandshake.IsAccepted(request, response))
                return await WebSocketTunnel.Run(exchange, response, tunnel);
            if ((int)response.StatusCode < 200) return ForwarderError.ResponseInvalid;

            var result = await ResponseForwarding.Run(exchange, response);
            clean = result == ForwarderError.None && request.Content is not RequestBody { Sent: false };
            return result;
        }
        finally
        {
            response?.Dispose();
            if (request.Content is RequestBody body) await body.Stop();
            request.Dispose();
            deadline.End(clean);
        }
    }

    // How the gateway's own TLS connections fail before they are made.
    static bool IsUnreachable(Exception? error) =>
        error is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound };

    static ForwarderError Classify(Exception error, RequestBody? body, Deadline deadline)
    {
        if (deadline.ClientGone) return ForwarderError.ClientGone;
        if (body is { Failure: not ForwarderError.None }) return body.Failure;
        if (deadline.IsCancellationRequested) return ForwarderError.ResponseTimeout;
        // Neither the client nor the deadline: the platform's own limit, which is the time to connect.
        if (error is OperationCanceledException) return ForwarderError.ConnectTimeout;
        if (error.InnerException is AuthenticationException) return ForwarderError.Tls;
        return (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => ForwarderError.Tls,
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => ForwarderError.Connect,
            _ => IsUnreachable(error.InnerException) ? ForwarderError.Connect : ForwarderError.ResponseInvalid,
        };
    }
}
