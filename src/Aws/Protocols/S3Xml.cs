using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws.Protocols;

/// <summary>rest-xml as S3 speaks it: bare errors and two request ids.</summary>
public sealed class S3Xml : RestXml
{
    protected override void RequestId(IHeaderDictionary headers, string requestId)
    {
        headers["x-amz-request-id"] = requestId;
        headers["x-amz-id-2"] = HostId(requestId);
    }

    protected internal override void WriteError(ErrorAnswer error, OutgoingResponse response, string requestId)
    {
        RequestId(response.Headers, requestId);
        response.Headers.ContentType = ContentType;
        error.WriteHeaders(response.Headers);
        var xml = new XmlText(response.Body).Declaration().Open("Error").Inside();
        error.WriteElements(xml);
        xml.Element("RequestId", requestId).Element("HostId", HostId(requestId)).Close("Error");
    }

    // S3's second id names the host that answered; here it says no more than the first.
    static string HostId(string requestId) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(requestId));
}
