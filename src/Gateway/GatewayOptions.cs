using System.ComponentModel.DataAnnotations;

namespace Redoubt.Gateway;

/// <summary>
/// What an operator can set about the gateway as a whole. Read once at start and validated whole; limits of one site are in
/// <see cref="SiteSettings"/>.
/// </summary>
public sealed class GatewayOptions
{
    /// <summary>Networks of proxies in front of the gateway whose word about the client is believed, in CIDR form. Default: none.</summary>
    public IList<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// The one header in which those proxies name the client. The others are dropped, since a proxy that sets one of them passes
    /// the client's own copy of the others on. Default: X-Forwarded-For.
    /// </summary>
    public ClientAddressHeader ClientAddressHeader { get; set; }

    /// <summary>Open client connections, 1 to 1,000,000; more are closed at once. Default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Open WebSockets, 1 to 1,000,000; more are refused. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxWebSockets { get; set; } = 10_000;

    /// <summary>Requests in progress, 1 to 1,000,000; more are answered 503. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; set; } = 10_000;

    /// <summary>
    /// Requests and WebSockets in progress of one client, 1 to 1,000,000; more are answered 503. A client is an IPv4 address or an
    /// IPv6 /64. Behind a proxy that is not among <see cref="TrustedProxies"/> all clients are one. Default 256.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxRequestsPerClient { get; set; } = 256;

    /// <summary>
    /// What a browser computes for a challenge or CAPTCHA, 4 to 20: sixteen times two to the power of so many hashes on average.
    /// Default 12, which is 65,536 hashes.
    /// </summary>
    [Range(4, 20)]
    public int ChallengeWork { get; set; } = 12;

    /// <summary>Header lines of one request, 1 to 2,000; more are answered 431. Default 200, the load balancer's own limit.</summary>
    [Range(1, 2_000)]
    public int MaxRequestHeaders { get; set; } = 200;

    /// <summary>All header lines of one request in bytes, 1 KiB to 1 MiB; more are answered 431. Default 64 KiB.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxRequestHeadersSize { get; set; } = 64 * 1024;

    /// <summary>The request line in bytes, 256 to 64 Ki; a longer one is answered 414. Default 16 KiB.</summary>
    [Range(256, 64 * 1024)]
    public int MaxRequestLineSize { get; set; } = 16 * 1024;

    /// <summary>The largest request body of any site in bytes; a site can only allow less. Default 1 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long MaxRequestBodySize { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How much of a body rules look at before anything of it is forwarded, in bytes, 8 KiB to 16 MiB. Default 1 MiB.</summary>
    [Range(8 * 1024, 16 * 1024 * 1024)]
    public int InspectedBody { get; set; } = 1024 * 1024;

    /// <summary>
    /// The memory in which bodies longer than 16 KiB are held until they have been inspected, in bytes, all together, 1 MiB to 64 GiB;
    /// at least one body's worth. Where it is used up they wait for each other, and the slowest are answered 503. Default 64 MiB.
    /// </summary>
    [Range(1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long InspectionMemory { get; set; } = 64 * 1024 * 1024;

    /// <summary>From the first byte of a request to the end of its headers, 1 s to 5 min. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an idle client connection is kept, 1 s to 1 h. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The slowest client, sending or receiving, in bytes per second, 1 to 1 Mi, after a grace of 5 s; a slower one is cut off.
    /// gRPC calls to an origin reached over HTTP/2, and WebSockets, which may rest, are exempt. Default 240.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int MinDataRate { get; set; } = 240;

    /// <summary>Requests at a time on one HTTP/2 connection, 1 to 1,000. Default 100.</summary>
    [Range(1, 1_000)]
    public int MaxStreamsPerConnection { get; set; } = 100;

    /// <summary>How long open requests may take to finish when the gateway stops, 0 s to 10 min. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>The header in which a trusted proxy names the client.</summary>
public enum ClientAddressHeader
{
    /// <summary><c>X-Forwarded-For</c>: a list, each proxy appends whom it saw.</summary>
    XForwardedFor,

    /// <summary><c>Forwarded</c>, RFC 7239: the <c>for</c> parameters.</summary>
    Forwarded,

    /// <summary><c>X-Real-IP</c>: one address.</summary>
    XRealIp,
}
