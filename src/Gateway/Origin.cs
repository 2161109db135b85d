using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Gateway;

/// <summary>
/// The connections to one origin. TLS is made here and not by the platform's client, whose pools are keyed by the Host header when the
/// address is https: a client that varies its Host would open a pool for each, and choose the name in the handshake.
/// </summary>
sealed class Origin : IDisposable
{
    // HTTP/2 over TLS has to say https, which brings those pools back; past this many hosts, requests go over HTTP/1.1.
    const int MaxHttp2Hosts = 64;

    readonly OriginAddress address;
    readonly ConcurrentDictionary<string, bool> http2Hosts = new(StringComparer.OrdinalIgnoreCase);
    readonly string plainPrefix, tlsPrefix;
    readonly bool tls;
    readonly SocketsHttpHandler handler;

    public Origin(OriginAddress address)
    {
        this.address = address;
        tls = address.Url.Scheme == Uri.UriSchemeHttps;
        var authority = $"{(address.Url.HostNameType == UriHostNameType.IPv6 ? address.Url.Host : address.Url.IdnHost)}:{address.Url.Port}";
        plainPrefix = $"http://{authority}";
        tlsPrefix = $"https://{authority}";
        handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = address.ConnectTimeout,
            PooledConnectionIdleTimeout = address.IdleTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = address.MaxConnections,
            MaxResponseHeadersLength = address.MaxResponseHeadersKiB,
            EnableMultipleHttp2Connections = true,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            RequestHeaderEncodingSelector = static (_, request) => ((OutgoingRequest)request).HeaderEncoding,
            ResponseHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
            ConnectCallback = tls ? ConnectTls : null,
        };
        Connections = new HttpMessageInvoker(handler);
    }

    public HttpMessageInvoker Connections { get; }

    /// <summary>Whether a request for a host goes over HTTP/2.</summary>
    public bool UsesHttp2(string host, Tunnel tunnel)
    {
        if (tunnel != Tunnel.None || !CanUseHttp2(host)) return false;
        if (tls) http2Hosts.TryAdd(host, true);
        return true;
    }

    /// <summary>Whether a request for a host that is no WebSocket would go over HTTP/2.</summary>
    public bool CanUseHttp2(string host) => address.Http2 && (!tls || http2Hosts.ContainsKey(host) || http2Hosts.Count < MaxHttp2Hosts);

    /// <summary>Scheme and authority as the platform's client is to see them.</summary>
    public string Prefix(bool http2) => tls && http2 ? tlsPrefix : plainPrefix;

    public void Dispose() => Connections.Dispose();

    async ValueTask<Stream> ConnectTls(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            var secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await secure.AuthenticateAsClientAsync(Handshake(context.InitialRequestMessage.Version), ct);
            return secure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    SslClientAuthenticationOptions Handshake(Version version)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.Url.IdnHost,
            ApplicationProtocols = [version.Major == 2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
        };
        if (address.Authority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { authority },
            };
        }
        return options;
    }
}
