using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.SigV4;

namespace Redoubt.Aws;

/// <summary>
/// The AWS endpoint: turns what Kestrel received into an <see cref="ApiRequest"/> and the answer into HTTP.
/// The request target is taken raw; Kestrel's decoded path is never looked at.
/// </summary>
public sealed class Endpoint(Pipeline pipeline, Router router, HostPrefix prefixes, TimeProvider clock)
{
    /// <summary>The largest body of an operation that is not streamed, in bytes.</summary>
    public const int MaxBody = 4 << 20;

    /// <summary>What the bodies of all requests that are being read or answered may take together, in bytes.</summary>
    const long MaxBodies = 256 << 20;

    readonly BodyBudget bodies = new(MaxBodies);

    /// <summary>Answers a request to the AWS APIs.</summary>
    public async Task Handle(HttpContext http)
    {
        try
        {
            await Answer(http);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException || (e is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            // The client is gone, and with it whoever could be told.
        }
    }

    async Task Answer(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var signed = new SignedRequest(http.Request.Method, target, http.Request.Headers);
        var service = router.Service(Incoming(http, signed, signed.Path.ToString(), default));
        var streams = service is { StreamsBodies: true };
        using var body = streams
            ? RequestBody.None
            : await RequestBody.Read(http.Request, MaxBody, bodies, () => pipeline.Knows(signed, service, http.RequestAborted));

        var answer = new ArrayBufferWriter<byte>(1024);
        var response = new OutgoingResponse(http.Response.Headers, answer);
        await pipeline.Run(
            new ApiRequest
            {
                Incoming = Incoming(http, signed, Path(http, signed, service), body.Bytes),
                Covered = signed,
                BodySha256 = streams ? default : SHA256.HashData(body.Bytes.Span),
                BodyRefusal = body.Refusal,
                RequestId = Ids.Uuid(),
                Time = clock.GetUtcNow(),
                SourceAddress = Address(http.Connection.RemoteIpAddress),
                UserAgent = http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null,
                Tls = Tls(http),
                Aborted = http.RequestAborted,
            },
            response);
        await Send(http, response, answer);
    }

    // S3's clients name a bucket in front of the host or first in the path; to the models it is in the path. The signature covers it as sent.
    string Path(HttpContext http, in SignedRequest signed, RoutedService? service) =>
        service?.Shape.Model == "s3" && prefixes.Of(http.Request.Headers.Host) is { } bucket ? $"/{bucket}{signed.Path}" : signed.Path.ToString();

    static IncomingRequest Incoming(HttpContext http, in SignedRequest signed, string path, ReadOnlyMemory<byte> body) => new()
    {
        Method = http.Request.Method,
        RawPath = path,
        RawQuery = signed.Query.ToString(),
        Headers = http.Request.Headers,
        Body = body,
    };

    static async Task Send(HttpContext http, OutgoingResponse response, ArrayBufferWriter<byte> answer)
    {
        http.Response.StatusCode = response.Status;
        if (response.Stream is { } stream)
        {
            await using (stream) await stream.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }
        if (response.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) return;
        http.Response.ContentLength = answer.WrittenCount;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.BodyWriter.WriteAsync(answer.WrittenMemory, http.RequestAborted);
    }

    static IPAddress Address(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        _ => address,
    };

    static TlsDetails? Tls(HttpContext http)
    {
        if (http.Features.Get<ITlsHandshakeFeature>() is not { } handshake) return null;
        var version = handshake.Protocol switch
        {
            SslProtocols.Tls13 => "TLSv1.3",
            SslProtocols.Tls12 => "TLSv1.2",
            var other => other.ToString(),
        };
        return new TlsDetails(version, handshake.NegotiatedCipherSuite?.ToString() ?? "", http.Request.Host.Value ?? "");
    }
}
