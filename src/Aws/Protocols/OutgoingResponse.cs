using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws.Protocols;

/// <summary>What a protocol makes of an answer; the endpoint sends status and headers, then the body or the stream.</summary>
/// <param name="headers">The answer's headers.</param>
/// <param name="body">Takes the body; a <see cref="System.IO.Pipelines.PipeWriter"/> or a buffer.</param>
public sealed class OutgoingResponse(IHeaderDictionary headers, IBufferWriter<byte> body)
{
    public int Status { get; set; } = 200;

    public IHeaderDictionary Headers { get; } = headers;

    public IBufferWriter<byte> Body { get; } = body;

    /// <summary>The body where it is a stream; the endpoint copies and disposes it.</summary>
    public Stream? Stream { get; set; }
}
