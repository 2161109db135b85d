using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws;

/// <summary>Messages as clients send and receive them, without a server.</summary>
static class Wire
{
    public static object Read(ServiceShape service, string operation, string body) => Read(service, operation, Encoding.UTF8.GetBytes(body));

    public static object Read(ServiceShape service, string operation, byte[] body) =>
        Protocol.Of(service).Read(service.Operation(operation)!, new() { Method = "POST", RawPath = "/", Headers = new HeaderDictionary(), Body = body });

    public static AwsError Refused(ServiceShape service, string operation, string body) =>
        Assert.Throws<AwsError>(() => Read(service, operation, body));

    public static (string Body, OutgoingResponse Response) Write(ServiceShape service, string operation, object? output)
    {
        var body = new ArrayBufferWriter<byte>();
        var response = new OutgoingResponse(new HeaderDictionary(), body);
        Protocol.Of(service).Write(service.Operation(operation)!, output, response, "request-1");
        return (Encoding.UTF8.GetString(body.WrittenSpan), response);
    }

    public static (string Body, OutgoingResponse Response) WriteError(ServiceShape service, AwsError error)
    {
        var body = new ArrayBufferWriter<byte>();
        var response = new OutgoingResponse(new HeaderDictionary(), body);
        Protocol.Of(service).WriteError(service, error, response, "request-1");
        return (Encoding.UTF8.GetString(body.WrittenSpan), response);
    }
}
