using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Gateway;

/// <summary>
/// Where and how an origin is reached. Two sites with equal addresses share connections.
/// </summary>
/// <param name="Url"><c>http</c> or <c>https</c>, host and port; no path, query or user, since targets are forwarded as they are.</param>
public sealed record OriginAddress(Uri Url)
{
    /// <summary>HTTP/2 instead of HTTP/1.1: over TLS by negotiation, else with prior knowledge. WebSockets use HTTP/1.1 all the same.</summary>
    public bool Http2 { get; init; }

    /// <summary>The authority trusted for an https origin instead of the system's; its certificates are then not checked for revocation.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>How long a connection may take to be made, TLS included, 100 ms to 1 min. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an idle connection is kept, 1 s to 10 min; below the origin's own. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>HTTP/1.1 connections, 1 to 65,535; requests beyond wait within their time to the first byte. Default 1,024.</summary>
    [Range(1, 65_535)]
    public int MaxConnections { get; init; } = 1_024;

    /// <summary>The origin's response headers in KiB, 1 to 1,024; more is answered 502. Default 64.</summary>
    [Range(1, 1_024)]
    public int MaxResponseHeadersKiB { get; init; } = 64;

    /// <exception cref="FormatException">Not an address of an origin; the message says why.</exception>
    public static OriginAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            throw new FormatException($"the origin `{url}` is not an http or https address");
        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            throw new FormatException($"the origin `{url}` must be scheme, host and port only: requests are forwarded with their own path");
        return new(uri);
    }
}
