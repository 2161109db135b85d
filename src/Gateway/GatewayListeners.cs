using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Redoubt.Gateway;

/// <summary>How the server in front of the data plane must be set up: every limit and encoding in one place.</summary>
public static class GatewayListeners
{
    // What a connection may send before anybody has read it. A body that is inspected is read as it arrives, so this is speed alone.
    const int ConnectionBuffer = 256 * 1024;
    const int Http2StreamWindow = 256 * 1024;

    static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    /// <summary>
    /// Sets limits and encodings of a server that serves the gateway alone: they hold for all its listeners.
    /// </summary>
    public static void ConfigureGateway(this KestrelServerOptions server, GatewayOptions options)
    {
        // RFC 9112, 2.2 lets a server take a bare line feed for a line end; a proxy in front may not. No public option exists.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);

        var grace = TimeSpan.FromSeconds(5);
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;
        server.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        server.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;

        var limits = server.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.MaxWebSockets;
        limits.MaxRequestLineSize = options.MaxRequestLineSize;
        limits.MaxRequestHeaderCount = options.MaxRequestHeaders;
        limits.MaxRequestHeadersTotalSize = options.MaxRequestHeadersSize;
        limits.MaxRequestBodySize = options.MaxRequestBodySize;
        limits.MaxRequestBufferSize = Math.Max(ConnectionBuffer, Math.Max(options.MaxRequestHeadersSize, options.MaxRequestLineSize));
        limits.RequestHeadersTimeout = options.RequestHeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new(options.MinDataRate, grace);
        limits.MinResponseDataRate = new(options.MinDataRate, grace);
        limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        limits.Http2.MaxRequestHeaderFieldSize = options.MaxRequestHeadersSize;
        limits.Http2.InitialStreamWindowSize = Http2StreamWindow;
        limits.Http2.InitialConnectionWindowSize = 2 * Http2StreamWindow;
    }

    /// <summary>Protocols of a plain listener: HTTP/1.1, with line ends as the standard has them.</summary>
    public static void UseGatewayProtocols(this ListenOptions listener) => listener.Protocols = HttpProtocols.Http1;

    /// <summary>A TLS listener: 1.2 and 1.3, HTTP/2 and HTTP/1.1 by negotiation. Its requests have a <see cref="TlsFingerprint"/>.</summary>
    /// <param name="certificate">Asked with the name in the client's handshake, empty without one, for every connection; null refuses it.</param>
    public static void UseGatewayTls(this ListenOptions listener, Func<string, SslStreamCertificateContext?> certificate)
    {
        listener.Protocols = HttpProtocols.Http1AndHttp2;
        listener.UseTlsFingerprints();
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = context => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate(context.ClientHelloInfo.ServerName)
                    ?? throw new AuthenticationException("no certificate for the name the client asked for"),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = Protocols,
            }),
        });
    }
}
