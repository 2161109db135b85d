using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>rest-json: HTTP bindings with JSON bodies.</summary>
public sealed class RestJson : RestProtocol
{
    protected override string ContentType => "application/json";

    protected override bool WritesEmptyBodies => true;

    protected override AwsError Malformed(Member member) => Errors.Serialization($"{member.WireName} can not be converted to its type");

    protected override void ReadBody(StructureShape shape, ReadOnlyMemory<byte> body, object into)
    {
        if (!body.IsEmpty) JsonInput.Read(shape, body.Span, into);
    }

    protected override object? ReadPayload(Member member, ReadOnlyMemory<byte> body) => JsonInput.ReadValue(member, body.Span);

    protected override void WriteBody(OperationShape operation, object output, OutgoingResponse response) =>
        JsonOutput.Write(operation.Output, output, response.Body);

    protected override void WriteStructure(Member member, object value, OutgoingResponse response) =>
        JsonOutput.WriteValue(member, value, response.Body);

    protected internal override void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers["x-amzn-ErrorType"] = error.Code;
        response.Headers.ContentType = ContentType;
        error.WriteHeaders(response.Headers);
        using var writer = JsonOutput.Writer(response.Body);
        writer.WriteStartObject();
        error.WriteMembers(writer);
        writer.WriteEndObject();
    }
}
