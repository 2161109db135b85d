using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt.Gateway;

/// <summary>One request and its answer, from the first byte to the last.</summary>
sealed class Exchange(IFeatureCollection features, string requestId)
{
    PipeReader? body;

    public IFeatureCollection Features { get; } = features;

    public string RequestId { get; } = requestId;

    public IHttpRequestFeature Request { get; } = features.GetRequiredFeature<IHttpRequestFeature>();

    public IHttpResponseFeature Response { get; } = features.GetRequiredFeature<IHttpResponseFeature>();

    public IHttpRequestLifetimeFeature Lifetime { get; } = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();

    public PipeReader Body => body ??= Features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;

    public PipeWriter Output => Features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;

    /// <summary>Set once the site is found.</summary>
    public Site Site { get; set; } = null!;

    /// <summary>Set once the client's address is known.</summary>
    public Hop Hop { get; set; }

    /// <summary>Whether it counts among its client's open requests.</summary>
    public bool Counted { get; set; }

    /// <summary>Set while the beginning of the body is held for inspection.</summary>
    public HeldBody? Held { get; set; }

    /// <summary>Set while the request is forwarded.</summary>
    public Deadline Deadline { get; set; } = null!;

    /// <summary>Set where the request was refused.</summary>
    public Refusal? Refusal { get; set; }

    public bool IsHttp2 => Request.Protocol == "HTTP/2";
}

/// <summary>Whether a request asks for a WebSocket, and how.</summary>
enum Tunnel
{
    None,

    /// <summary>HTTP/1.1 Upgrade, RFC 6455.</summary>
    Upgrade,

    /// <summary>HTTP/2 extended CONNECT, RFC 8441.</summary>
    ExtendedConnect,
}
