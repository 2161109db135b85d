using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// One wire protocol: turns requests into inputs and outputs into answers, driven by the contract alone.
/// Stateless; everything a client may get wrong comes out as an <see cref="AwsError"/>.
/// </summary>
public abstract class Protocol
{
    static readonly AwsJson Json10 = new("1.0"), Json11 = new("1.1");
    static readonly AwsQuery Query = new();
    static readonly RestJson RestJson = new();
    static readonly RestXml RestXml = new();
    static readonly S3Xml S3 = new();

    /// <summary>The protocol a service speaks. EC2's query and rpc-v2-cbor have their names, but nobody speaks them yet.</summary>
    /// <exception cref="NotSupportedException">The protocol is not implemented.</exception>
    public static Protocol Of(ServiceShape service) => service.Protocol switch
    {
        ProtocolKind.Json => service.JsonVersion == "1.0" ? Json10 : Json11,
        ProtocolKind.Query => Query,
        ProtocolKind.RestJson => RestJson,
        ProtocolKind.RestXml => service.Model == "s3" ? S3 : RestXml,
        _ => throw new NotSupportedException($"the protocol {service.Protocol} of {service} is not implemented"),
    };

    /// <summary>Reads the input of an operation; validation has not run yet, so required members may be null.</summary>
    /// <exception cref="AwsError">The request is malformed, with AWS's code and status for it.</exception>
    public abstract object Read(OperationShape operation, IncomingRequest request);

    /// <summary>Writes a success.</summary>
    /// <param name="output">An instance of the operation's output; null for one with nothing set.</param>
    public abstract void Write(OperationShape operation, object? output, OutgoingResponse response, string requestId);

    /// <summary>Writes a failure. The status is the error's own; the model adds the code on the wire and whose fault it is.</summary>
    public void WriteError(ServiceShape service, AwsError error, OutgoingResponse response, string requestId)
    {
        if (error is AccessDeniedError) error = Denial(service, error);
        response.Status = error.Status;
        WriteError(new ErrorAnswer(service, error), response, requestId);
    }

    // A denial has another code in the JSON protocols, and in json 1.0 and 1.1 another status.
    static AwsError Denial(ServiceShape service, AwsError error) => service.Protocol switch
    {
        ProtocolKind.Json => new("AccessDeniedException", 400, error.Message),
        ProtocolKind.RestJson => new("AccessDeniedException", 403, error.Message),
        _ => error,
    };

    /// <inheritdoc cref="WriteError(ServiceShape, AwsError, OutgoingResponse, string)"/>
    protected internal abstract void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId);
}
