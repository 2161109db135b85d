using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Gateway;

/// <summary>One protected site: the load balancer a web ACL is associated with, and where its requests go. Immutable.</summary>
/// <param name="Arn"><c>arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID</c>.</param>
/// <param name="Hosts">Host names it answers to: exact, or <c>*.example.com</c> for every name below; empty for all others.</param>
/// <param name="Origin">The shop's own server, null while there is none.</param>
public sealed record Site(Arn Arn, IReadOnlyList<string> Hosts, OriginAddress? Origin)
{
    public SiteSettings Settings { get; init; } = new();

    /// <summary>The ARN of the site that exists before any is configured.</summary>
    public static Arn DefaultArn(Region region, AccountId account) =>
        Arn.Of("elasticloadbalancing", region, account, "loadbalancer/app/default/0000000000000000");
}

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

/// <summary>The limits of one site.</summary>
public sealed record SiteSettings
{
    /// <summary>From the end of the request to the origin's response headers, 1 s to 1 h. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a body may rest in either direction, 1 s to 1 h; then it is cut off. Default 60 s, the load balancer's own.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a WebSocket may rest, 1 s to 24 h. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WebSocketIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the inspected part of a body may take to arrive, 1 s to 5 min; then the request is answered 408. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan InspectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest request body in bytes; a larger one is answered 413. Default: the gateway's own limit.</summary>
    [Range(0, long.MaxValue)]
    public long MaxRequestBodySize { get; init; } = long.MaxValue;

    /// <summary>Forwards uninspected when the inspector itself fails, instead of answering 500. Default false.</summary>
    public bool FailOpen { get; init; }
}
