using System.Net;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.SigV4;

namespace Redoubt.Aws;

/// <summary>A request as the pipeline sees it: what was on the wire, from whom, how protected.</summary>
public sealed class ApiRequest
{
    public required IncomingRequest Incoming { get; init; }

    /// <summary>What its signature covers.</summary>
    public required SignedRequest Covered { get; init; }

    /// <summary>SHA-256 of the body; empty for a service that streams bodies.</summary>
    public ReadOnlyMemory<byte> BodySha256 { get; init; }

    /// <summary>Why the body was not kept, where it was not.</summary>
    public AwsError? BodyRefusal { get; init; }

    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required IPAddress SourceAddress { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Null over plain HTTP.</summary>
    public TlsDetails? Tls { get; init; }

    public CancellationToken Aborted { get; init; }
}
