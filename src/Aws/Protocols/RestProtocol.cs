using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>What rest-json and rest-xml have in common: members in the URI, the query, headers and the status, and payloads.</summary>
public abstract class RestProtocol : Protocol
{
    const int MaxParameters = 1000;

    /// <summary>The media type of a body made of members.</summary>
    protected abstract string ContentType { get; }

    public override object Read(OperationShape operation, IncomingRequest request)
    {
        var shape = operation.Input;
        var input = shape.Create();
        List<(string Name, string Value)>? query = null;
        foreach (var member in shape.Outside)
            switch (member.Location)
            {
                case MemberLocation.Uri:
                    member.Set(input, Label(operation, member, request.RawPath));
                    break;
                case MemberLocation.QueryString:
                    query ??= Parameters(request.RawQuery);
                    if (Parameter(member, query) is { } parameter) member.Set(input, parameter);
                    break;
                case MemberLocation.Header:
                    if (request.Headers.TryGetValue(member.WireName, out var values)) member.Set(input, Header(member, values));
                    break;
                case MemberLocation.Headers:
                    if (PrefixHeaders(member, request.Headers) is { } headers) member.Set(input, headers);
                    break;
                case MemberLocation.Payload:
                    if (Payload(member, request) is { } payload) member.Set(input, payload);
                    break;
            }
        if (shape.Payload is null && shape.Body.Length > 0) ReadBody(shape, request.Body, input);
        return input;
    }

    public override void Write(OperationShape operation, object? output, OutgoingResponse response, string requestId)
    {
        RequestId(response.Headers, requestId);
        response.Status = operation.ResponseCode;
        var shape = operation.Output;
        output ??= shape.Create();
        WriteHeaders(shape, output, response.Headers);
        foreach (var member in shape.Outside)
            if (member.Location == MemberLocation.StatusCode && member.Get(output) is int status) response.Status = status;
        if (shape.Payload is { } payload) WritePayload(payload, payload.Get(output), response);
        else if (shape.Body.Length > 0 || WritesEmptyBodies && operation.HasOutput)
        {
            response.Headers.ContentType = ContentType;
            WriteBody(operation, output, response);
        }
    }

    /// <summary>Writes the members that travel in headers; an error's too.</summary>
    internal static void WriteHeaders(StructureShape shape, object output, IHeaderDictionary headers)
    {
        foreach (var member in shape.Outside)
        {
            if (member.Get(output) is not { } value) continue;
            if (member.Location == MemberLocation.Header && HeaderText(member, value) is { } text) headers[member.WireName] = text;
            if (member.Location == MemberLocation.Headers)
                foreach (var (name, item) in ((MapShape)member.Target).Access.Entries(value))
                    if (item is string line) headers[member.WireName + name] = line;
        }
    }

    /// <summary>An output whose members are all outside the body still has an empty document as body.</summary>
    protected virtual bool WritesEmptyBodies => false;

    /// <summary>Sets the request's id under the names clients look for.</summary>
    protected virtual void RequestId(IHeaderDictionary headers, string requestId) => headers["x-amzn-RequestId"] = requestId;

    /// <summary>What is answered to a value outside the body that is not what the model says.</summary>
    protected abstract AwsError Malformed(Member member);

    protected abstract void ReadBody(StructureShape shape, ReadOnlyMemory<byte> body, object into);

    protected abstract object? ReadPayload(Member member, ReadOnlyMemory<byte> body);

    protected abstract void WriteBody(OperationShape operation, object output, OutgoingResponse response);

    protected abstract void WriteStructure(Member member, object value, OutgoingResponse response);

    object? Payload(Member member, IncomingRequest request)
    {
        switch (member.Target.Kind)
        {
            case ShapeKind.Stream:
                return request.Stream ?? new MemoryStream(request.Body.ToArray(), writable: false);
            case ShapeKind.Blob:
                return request.Body.IsEmpty ? null : request.Body.ToArray();
            case ShapeKind.String:
                if (!System.Text.Unicode.Utf8.IsValid(request.Body.Span)) throw Malformed(member);
                return request.Body.IsEmpty ? null : Encoding.UTF8.GetString(request.Body.Span);
            default:
                return request.Body.IsEmpty ? null : ReadPayload(member, request.Body);
        }
    }

    void WritePayload(Member member, object? value, OutgoingResponse response)
    {
        switch (value)
        {
            case null:
                break;
            case Stream stream:
                Default(response, "binary/octet-stream");
                response.Stream = stream;
                break;
            case byte[] bytes:
                Default(response, "application/octet-stream");
                System.Buffers.BuffersExtensions.Write(response.Body, bytes);
                break;
            case string text:
                Default(response, "text/plain");
                Encoding.UTF8.GetBytes(text, response.Body);
                break;
            default:
                Default(response, ContentType);
                WriteStructure(member, value, response);
                break;
        }

        static void Default(OutgoingResponse response, string type)
        {
            if (StringValues.IsNullOrEmpty(response.Headers.ContentType)) response.Headers.ContentType = type;
        }
    }

    object? Label(OperationShape operation, Member member, string rawPath)
    {
        Span<Range> labels = stackalloc Range[CatalogueOperation.MaxLabels];
        if (!operation.Uri.TryMatchPath(rawPath, labels)) throw Malformed(member);
        var index = operation.Uri.IndexOf(member.WireName);
        if (index < 0 || !ScalarText.TryUnescape(rawPath.AsSpan(labels[index]), '+', out var text)) throw Malformed(member);
        return Scalar(member, member.Target, text, TimestampFormat.Iso8601);
    }

    List<(string, string)> Parameters(ReadOnlySpan<char> rawQuery)
    {
        var parameters = new List<(string, string)>();
        foreach (var range in rawQuery.Split('&'))
        {
            var parameter = rawQuery[range];
            if (parameter.IsEmpty) continue;
            var equals = parameter.IndexOf('=');
            var rawValue = equals < 0 ? default : parameter[(equals + 1)..];
            if (parameters.Count == MaxParameters || !ScalarText.TryUnescape(equals < 0 ? parameter : parameter[..equals], ' ', out var name)
                || !ScalarText.TryUnescape(rawValue, ' ', out var value)) throw BadQuery;
            parameters.Add((name, value));
        }
        return parameters;
    }

    /// <summary>What is answered to a query that cannot be decoded.</summary>
    protected virtual AwsError BadQuery => Errors.Serialization("The query string cannot be decoded");

    object? Parameter(Member member, List<(string Name, string Value)> query)
    {
        if (member.Target is MapShape map) return All(map, query);
        object? result = null;
        foreach (var (name, value) in query)
        {
            if (name != member.WireName) continue;
            if (member.Target is ListShape list) list.Access.Add(result ??= list.Access.Create(), Scalar(member, list.Element.Target, value, Format(member, list)));
            else if (result is null) result = Scalar(member, member.Target, value, TimestampFormat.Iso8601);
            else throw Malformed(member);
        }
        return result;

        static TimestampFormat Format(Member member, ListShape list) => list.Element.TimestampFormat ?? member.TimestampFormat ?? TimestampFormat.Iso8601;
    }

    // A map takes every parameter, also those that other members take.
    static object? All(MapShape map, List<(string Name, string Value)> query)
    {
        object? result = null;
        var lists = map.Value.Target as ListShape;
        foreach (var (name, value) in query)
        {
            result ??= map.Access.Create();
            if (lists is null) map.Access.TryAdd(result, name, value);
            else if (map.Access.Find(result, name) is { } items) lists.Access.Add(items, value);
            else
            {
                var first = lists.Access.Create();
                lists.Access.Add(first, value);
                map.Access.TryAdd(result, name, first);
            }
        }
        return result;
    }

    object? Header(Member member, StringValues values)
    {
        var text = values.ToString().Trim();
        if (member.Target is ListShape list) return HeaderList(member, list, text);
        if (!member.IsJsonText) return Scalar(member, member.Target, text, TimestampFormat.Http);
        var bytes = ScalarText.FromBase64(text) ?? throw Malformed(member);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Malformed(member);
    }

    object HeaderList(Member member, ListShape list, string text)
    {
        var items = list.Access.Create();
        var format = list.Element.TimestampFormat ?? member.TimestampFormat ?? TimestampFormat.Http;
        var isDate = list.Element.Target.Kind == ShapeKind.Timestamp && format == TimestampFormat.Http;
        foreach (var item in HeaderItems.Split(text, isDate) ?? throw Malformed(member))
            list.Access.Add(items, Scalar(member, list.Element.Target, item, format));
        return items;
    }

    static object? PrefixHeaders(Member member, IHeaderDictionary headers)
    {
        var map = (MapShape)member.Target;
        object? result = null;
        foreach (var (name, values) in headers)
            if (name.StartsWith(member.WireName, StringComparison.OrdinalIgnoreCase))
                map.Access.TryAdd(result ??= map.Access.Create(), name[member.WireName.Length..], values.ToString());
        return result;
    }

    static string? HeaderText(Member member, object value)
    {
        if (member.Target is not ListShape list)
            return member.IsJsonText
                ? Convert.ToBase64String(Encoding.UTF8.GetBytes((string)value))
                : ScalarText.Format(value, member.TimestampFormat ?? TimestampFormat.Http);
        var format = list.Element.TimestampFormat ?? member.TimestampFormat ?? TimestampFormat.Http;
        var text = new StringBuilder();
        for (var i = 0; i < list.Access.Count(value); i++)
        {
            if (list.Access.At(value, i) is not { } item) continue;
            if (text.Length > 0) text.Append(", ");
            text.Append(HeaderItems.Quote(ScalarText.Format(item, format), item is string));
        }
        return text.ToString();
    }

    object? Scalar(Member member, Shape shape, string text, TimestampFormat usual) =>
        ScalarText.TryParse(shape, text, member.TimestampFormat ?? usual, out var value) ? value : throw Malformed(member);
}
