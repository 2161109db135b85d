using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>rest-xml: HTTP bindings with XML bodies.</summary>
public class RestXml : RestProtocol
{
    protected override string ContentType => "application/xml";

    protected override AwsError Malformed(Member member) => Errors.Argument(member.WireName);

    protected override AwsError BadQuery => new("InvalidURI", 400, "Couldn't parse the specified URI.");

    protected override void ReadBody(StructureShape shape, ReadOnlyMemory<byte> body, object into)
    {
        if (!body.IsEmpty) XmlInput.Read(shape, body, into);
    }

    protected override object? ReadPayload(Member member, ReadOnlyMemory<byte> body)
    {
        var shape = (StructureShape)member.Target;
        var payload = shape.Create();
        XmlInput.Read(shape, body, payload);
        return payload;
    }

    protected override void WriteBody(OperationShape operation, object output, OutgoingResponse response)
    {
        var shape = operation.Output;
        var ns = shape.XmlNamespace ?? (operation.Service?.XmlNamespace is { } uri ? new XmlNamespace(uri) : null);
        XmlOutput.Element(new XmlText(response.Body).Declaration(), shape.XmlName ?? shape.Name, ns, shape, output);
    }

    protected override void WriteStructure(Member member, object value, OutgoingResponse response)
    {
        var shape = (StructureShape)member.Target;
        var isNamed = !member.WireName.Equals(member.Name, StringComparison.OrdinalIgnoreCase);
        var ns = member.XmlNamespace ?? shape.XmlNamespace;
        XmlOutput.Element(new XmlText(response.Body).Declaration(), isNamed ? member.WireName : shape.XmlName ?? shape.Name, ns, shape, value);
    }

    protected internal override void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId)
    {
        RequestId(response.Headers, requestId);
        response.Headers.ContentType = ContentType;
        error.WriteHeaders(response.Headers);
        error.WriteXml(new XmlText(response.Body).Declaration(), requestId);
    }
}
