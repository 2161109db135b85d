using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>An error with what the service's model knows about it: the code on the wire, whose fault, and its members.</summary>
public sealed class ErrorAnswer
{
    readonly AwsError error;
    readonly ErrorShape? shape;

    public ErrorAnswer(ServiceShape service, AwsError error)
    {
        this.error = error;
        shape = service.Error(error.Code);
        QueryCode = service.IsQueryCompatible ? shape?.QueryCode ?? Code : null;
    }

    /// <summary>The code on the wire.</summary>
    public string Code => shape?.Code ?? error.Code;

    public string Message => error.Message;

    public bool IsServerFault => shape?.IsServerFault ?? error.IsServerFault;

    /// <summary>The code of the service's former protocol; null where it has none.</summary>
    public string? QueryCode { get; }

    /// <summary>An error's shape and an instance with everything in it; overrides message and members.</summary>
    internal (StructureShape Shape, object Instance)? Modelled { get; init; }

    /// <summary>Writes message and members into an open JSON object.</summary>
    internal void WriteMembers(Utf8JsonWriter writer)
    {
        if (Modelled is var (structure, instance))
        {
            JsonOutput.Members(writer, structure, instance);
            return;
        }
        writer.WriteString(shape?.MessageName ?? "message", Message);
        foreach (var (name, value) in error.Members ?? Empty)
        {
            var member = Member(name);
            if (member?.Header is not null) continue;
            writer.WritePropertyName(name);
            Scalar(writer, member?.Kind ?? ShapeKind.String, value);
        }
    }

    /// <summary>Writes the members that travel in headers.</summary>
    internal void WriteHeaders(IHeaderDictionary headers)
    {
        if (Modelled is var (structure, instance)) RestProtocol.WriteHeaders(structure, instance, headers);
        foreach (var (name, value) in error.Members ?? Empty)
            if (Member(name)?.Header is { } header) headers[header] = value;
    }

    /// <summary>Writes code, message and members as elements.</summary>
    internal void WriteElements(XmlText xml)
    {
        xml.Element("Code", Code);
        if (Modelled is var (structure, instance))
        {
            if (Message.Length > 0 && structure.Find("Message") is null && structure.Find("message") is null) xml.Element("Message", Message);
            XmlOutput.Members(xml, structure, instance);
            return;
        }
        xml.Element("Message", Message);
        foreach (var (name, value) in error.Members ?? Empty)
            if (Member(name)?.Header is null) xml.Element(name, value);
    }

    /// <summary>Writes the document of the query protocol and of rest-xml.</summary>
    internal void WriteXml(XmlText xml, string requestId)
    {
        xml.Open("ErrorResponse").Inside().Open("Error").Inside();
        xml.Element("Type", IsServerFault ? "Receiver" : "Sender");
        WriteElements(xml);
        xml.Close("Error").Element("RequestId", requestId).Close("ErrorResponse");
    }

    static readonly Dictionary<string, string> Empty = [];

    ErrorMember? Member(string name)
    {
        if (shape is null) return null;
        foreach (var member in shape.Members)
            if (member.Name == name) return member;
        return null;
    }

    static void Scalar(Utf8JsonWriter writer, ShapeKind kind, string value)
    {
        switch (kind)
        {
            case ShapeKind.Integer or ShapeKind.Long:
                writer.WriteNumberValue(long.Parse(value, CultureInfo.InvariantCulture));
                break;
            case ShapeKind.Float or ShapeKind.Double:
                writer.WriteNumberValue(double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case ShapeKind.Boolean:
                writer.WriteBooleanValue(bool.Parse(value));
                break;
            default:
                writer.WriteStringValue(value);
                break;
        }
    }
}
