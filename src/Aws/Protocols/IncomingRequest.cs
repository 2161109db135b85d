using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws.Protocols;

/// <summary>What a protocol may know of a request. Path and query are as they were sent, undecoded.</summary>
public sealed class IncomingRequest
{
    public required string Method { get; init; }

    /// <summary>From the first slash to the question mark.</summary>
    public required string RawPath { get; init; }

    /// <summary>Without the question mark; empty where there is none.</summary>
    public string RawQuery { get; init; } = "";

    public required IHeaderDictionary Headers { get; init; }

    /// <summary>The whole body, already bounded by whoever read it; empty for operations that stream their input.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body of an operation that streams its input, after authentication has unwrapped it.</summary>
    public Stream? Stream { get; init; }
}
