using System.Text;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// query: a form in, also as the query of a GET, and XML out. The variant of EC2 differs in names, lists and error elements
/// and would be a class beside this one.
/// </summary>
public sealed class AwsQuery : Protocol
{
    public override object Read(OperationShape operation, IncomingRequest request)
    {
        if (request.Body.IsEmpty) return FormInput.Read(operation.Input, request.RawQuery);
        if (!System.Text.Unicode.Utf8.IsValid(request.Body.Span)) throw Errors.QueryString();
        return FormInput.Read(operation.Input, Encoding.UTF8.GetString(request.Body.Span));
    }

    public override void Write(OperationShape operation, object? output, OutgoingResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers.ContentType = "text/xml";
        response.Status = operation.ResponseCode;
        var root = operation.Name + "Response";
        var xml = new XmlText(response.Body);
        xml.Open(root);
        if (operation.Service?.XmlNamespace is { } ns) xml.Attribute("xmlns", ns);
        xml.Inside();
        if (operation.HasOutput) XmlOutput.Element(xml, operation.ResultWrapper ?? operation.Name + "Result", null, operation.Output, output);
        xml.Open("ResponseMetadata").Inside().Element("RequestId", requestId).Close("ResponseMetadata");
        xml.Close(root);
    }

    protected internal override void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers.ContentType = "text/xml";
        error.WriteXml(new XmlText(response.Body), requestId);
    }
}
