using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt.Gateway;

/// <summary>The opening of a WebSocket: from the client by HTTP/1.1 (RFC 6455) or HTTP/2 (RFC 8441), to the origin always by HTTP/1.1.</summary>
static class WebSocketHandshake
{
    /// <summary>
    /// What the client asks for. Any other upgrade, such as h2c, is an offer that is declined by taking no notice, as RFC 9110, 7.8
    /// allows: the request is forwarded without it.
    /// </summary>
    public static Tunnel Asked(IFeatureCollection features, IHttpRequestFeature request)
    {
        if (request.Method == "CONNECT")
            return features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" } ? Tunnel.ExtendedConnect : Tunnel.None;
        var upgrade = request.Headers.Upgrade;
        return upgrade.Count == 1 && string.Equals(upgrade[0], "websocket", StringComparison.OrdinalIgnoreCase)
            && features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } ? Tunnel.Upgrade : Tunnel.None;
    }

    /// <summary>Adds the upgrade to the origin's request; over HTTP/2 the client has no key, so the gateway makes one.</summary>
    public static void Offer(HttpRequestMessage request, IHeaderDictionary headers, Tunnel tunnel)
    {
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        if (tunnel != Tunnel.ExtendedConnect) return;
        request.Headers.Remove("Sec-WebSocket-Key");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        if (headers.SecWebSocketVersion.Count == 0) request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
    }

    /// <summary>True where the origin agreed to this very handshake, so that what follows are WebSocket frames and no second HTTP request.</summary>
    public static bool IsAccepted(HttpRequestMessage request, HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.SwitchingProtocols
        && request.Headers.NonValidated.TryGetValues("Sec-WebSocket-Key", out var key)
        && response.Headers.NonValidated.TryGetValues("Sec-WebSocket-Accept", out var accept)
        && response.Headers.NonValidated.TryGetValues("Upgrade", out var upgrade)
        && string.Equals(upgrade.ToString(), "websocket", StringComparison.OrdinalIgnoreCase)
        && accept.ToString() == Accept(key.ToString());

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455, 4.2.2 names SHA-1; nothing is kept secret by it")]
    static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.Latin1.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
