using System.ComponentModel.DataAnnotations;

namespace Redoubt.Gateway;

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
