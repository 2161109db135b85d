using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// json 1.0 and 1.1: everything is POSTed to the root, the operation in X-Amz-Target, JSON both ways.
/// Query compatibility belongs here: error codes of the former protocol in <c>x-amzn-query-error</c>.
/// </summary>
/// <param name="version"><c>1.0</c> or <c>1.1</c>.</param>
public sealed class AwsJson(string version) : Protocol
{
    readonly string contentType = $"application/x-amz-json-{version}";

    public override object Read(OperationShape operation, IncomingRequest request) => JsonInput.Read(operation.Input, request.Body.Span);

    public override void Write(OperationShape operation, object? output, OutgoingResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers.ContentType = contentType;
        response.Status = operation.ResponseCode;
        if (operation.HasOutput) JsonOutput.Write(operation.Output, output, response.Body);
    }

    protected internal override void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers.ContentType = contentType;
        if (error.QueryCode is { } code) response.Headers["x-amzn-query-error"] = $"{code};{(error.IsServerFault ? "Receiver" : "Sender")}";
        using var writer = JsonOutput.Writer(response.Body);
        writer.WriteStartObject();
        writer.WriteString("__type"u8, error.Code);
        error.WriteMembers(writer);
        writer.WriteEndObject();
    }
}
