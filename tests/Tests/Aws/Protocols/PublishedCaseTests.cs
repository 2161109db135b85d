using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws.Protocols;

/// <summary>
/// The published wire cases, turned around: what a client would send must be read as the case's parameters,
/// and the case's result must be written as what a client would receive.
/// </summary>
public sealed class PublishedCaseTests(ITestOutputHelper output)
{
    const string Archive = "identity/protocol-tests.tar.xz";

    [Theory]
    [InlineData("json")]
    [InlineData("json_1_0")]
    [InlineData("query")]
    [InlineData("rest-json")]
    [InlineData("rest-xml")]
    public void Requests_are_read_as_the_parameters_they_were_made_from(string protocol) => Run(protocol, "input", Read);

    [Theory]
    [InlineData("json")]
    [InlineData("json_1_0")]
    [InlineData("query")]
    [InlineData("rest-json")]
    [InlineData("rest-xml")]
    public void Results_are_written_as_the_responses_clients_know(string protocol) => Run(protocol, "output", Write);

    void Run(string protocol, string direction, Func<Suite, JsonElement, string?> check)
    {
        var path = Path.Combine(SharedData.Unpack(Archive), "protocol-tests", direction, $"{protocol}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var problems = new List<string>();
        var (passed, inapplicable) = (0, 0);
        foreach (var suite in document.RootElement.EnumerateArray())
        {
            var known = new Suite(suite);
            foreach (var item in suite.GetProperty("cases").EnumerateArray())
            {
                var id = item.GetProperty("id").GetString()!;
                var problem = Attempt(known, item, check);
                var reason = Inapplicable.Reason(protocol, direction, id);
                if (reason is not null) inapplicable++;
                if (reason is null && problem is null) passed++;
                if (reason is null && problem is not null) problems.Add($"{id}: {problem}");
                if (reason is not null && problem is null) problems.Add($"{id} passes, but is listed as inapplicable");
            }
        }

        output.WriteLine($"{protocol} {direction}: {passed} of {passed + problems.Count} applicable cases pass; {inapplicable} do not apply to a server");
        Assert.True(problems.Count == 0, string.Join("\n", problems));
        Assert.True(passed > 10);
    }

    static string? Attempt(Suite suite, JsonElement item, Func<Suite, JsonElement, string?> check)
    {
        try { return check(suite, item); }
        catch (AwsError error) { return $"{error.Code}: {error.Message}"; }
    }

    static string? Read(Suite suite, JsonElement item)
    {
        var serialized = item.GetProperty("serialized");
        var operation = suite.Operation(item.GetProperty("given"));
        var target = serialized.GetProperty("uri").GetString()!.Split('?', 2);
        var headers = new HeaderDictionary();
        if (serialized.TryGetProperty("headers", out var given))
            foreach (var header in given.EnumerateObject()) headers[header.Name] = header.Value.GetString();
        var body = serialized.TryGetProperty("body", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : [];
        var request = new IncomingRequest
        {
            Method = serialized.GetProperty("method").GetString()!,
            RawPath = target[0],
            RawQuery = target.Length > 1 ? target[1] : "",
            Headers = headers,
            Body = body,
        };
        Assert.Equal(operation.Method, request.Method);
        if (!operation.Uri.MatchesQuery(request.RawQuery)) return "the query does not match the template";
        if (!operation.Uri.TryMatchPath(request.RawPath, new Range[CatalogueOperation.MaxLabels])) return "the path does not match the template";

        var read = suite.Protocol.Read(operation, request);

        return Same.Instances(ModelShapes.Instance(operation.Input, item.GetProperty("params")), read);
    }

    static string? Write(Suite suite, JsonElement item)
    {
        var operation = suite.Operation(item.GetProperty("given"));
        var body = new ArrayBufferWriter<byte>();
        var response = new OutgoingResponse(new HeaderDictionary(), body);
        if (item.TryGetProperty("errorCode", out var code)) suite.WriteError(item, code.GetString()!, response);
        else suite.Protocol.Write(operation, ModelShapes.Instance(operation.Output, item.GetProperty("result")), response, "foo-id");

        var expected = item.GetProperty("response");
        if (expected.GetProperty("status_code").GetInt32() != response.Status) return $"status is {response.Status}";
        if (expected.TryGetProperty("headers", out var headers))
            foreach (var header in headers.EnumerateObject())
                if (!SameHeader(header.Name, header.Value.GetString()!, response)) return $"header {header.Name} is {response.Headers[header.Name]}";
        if (!expected.TryGetProperty("body", out var expectedBody)) return null;
        var text = Encoding.UTF8.GetString(body.WrittenSpan);
        if (response.Stream is not null) text = new StreamReader(response.Stream).ReadToEnd();
        return SameBody(suite, expectedBody.GetString()!, text, response.Headers.ContentType.ToString());
    }

    static bool SameHeader(string name, string expected, OutgoingResponse response)
    {
        // The request id is the server's own; X-Amz-Target in an answer is a slip of the suite.
        if (name is "X-Amzn-Requestid" or "X-Amz-Target") return true;
        // Set by the HTTP server from the body.
        if (name is "Content-Length") return true;
        return response.Headers[name].ToString() == expected;
    }

    static string? SameBody(Suite suite, string expected, string actual, string contentType)
    {
        // Where a client needs no body, a server may send an empty document.
        if (expected.Trim().Length == 0) return actual is "" or "{}" || actual.Contains("/>") || !actual.Contains("</") ? null : EmptyXml(actual);
        if (contentType.Contains("json")) return Same.Json(WithoutNamespace(JsonNode.Parse(expected)), actual.Length == 0 ? null : JsonNode.Parse(actual));
        if (!contentType.Contains("xml")) return expected == actual ? null : $"{expected} and {actual}";
        return Same.Xml(expected, suite.WithoutMetadata(actual));
    }

    // The models have lost the namespaces of shapes; every client cuts them off.
    static JsonNode? WithoutNamespace(JsonNode? body)
    {
        if (body is JsonObject && body["__type"]?.GetValue<string>() is { } type) body["__type"] = type.Split('#')[^1].Split(':')[0];
        return body;
    }

    static string? EmptyXml(string actual) =>
        XDocument.Parse(actual).Descendants().All(element => element.HasElements || element.Value.Length == 0 || element.Name.LocalName == "RequestId") ? null : actual;

    sealed class Suite
    {
        readonly JsonElement shapes;
        readonly ServiceShape service;
        readonly ModelShapes model;

        public Suite(JsonElement suite)
        {
            shapes = suite.GetProperty("shapes");
            model = new(shapes);
            var metadata = suite.GetProperty("metadata");
            string? Text(string name) => metadata.TryGetProperty(name, out var value) ? value.GetString() : null;
            service = new("test")
            {
                Protocol = Text("protocol") switch { "json" => ProtocolKind.Json, "query" => ProtocolKind.Query, "rest-json" => ProtocolKind.RestJson, _ => ProtocolKind.RestXml },
                JsonVersion = Text("jsonVersion"),
                ApiVersion = Text("apiVersion") ?? "",
                XmlNamespace = Text("protocol") == "query" ? "https://example.com/" : null,
                Errors = [.. shapes.EnumerateObject().Where(shape => shape.Value.TryGetProperty("exception", out _)).Select(Error)],
            };
            Protocol = Protocol.Of(service);
        }

        public Protocol Protocol { get; }

        public OperationShape Operation(JsonElement given)
        {
            var operation = model.Operation(given);
            operation.Service = service;
            return operation;
        }

        public void WriteError(JsonElement item, string code, OutgoingResponse response)
        {
            var known = service.Error(code)!;
            var error = new AwsError(known.Name, known.Status, item.TryGetProperty("errorMessage", out var message) ? message.GetString()! : "");
            var shape = model.Structure(known.Name);
            response.Status = error.Status;
            Protocol.WriteError(new ErrorAnswer(service, error) { Modelled = (shape, ModelShapes.Instance(shape, item.GetProperty("error"))!) }, response, "foo-id");
        }

        // Query answers carry the request id inside; the cases leave it, and the namespace, to the service.
        public string WithoutMetadata(string xml)
        {
            if (service.Protocol != ProtocolKind.Query) return xml;
            var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
            foreach (var metadata in document.Root!.Elements().Where(element => element.Name.LocalName == "ResponseMetadata").ToList()) metadata.Remove();
            return document.ToString(SaveOptions.DisableFormatting);
        }

        static ErrorShape Error(JsonProperty shape)
        {
            var fault = shape.Value.TryGetProperty("fault", out _);
            if (!shape.Value.TryGetProperty("error", out var error)) return new(shape.Name, fault ? 500 : 400);
            var code = error.TryGetProperty("code", out var given) ? given.GetString()! : shape.Name;
            return new(shape.Name, code, error.TryGetProperty("httpStatusCode", out var status) ? status.GetInt32() : fault ? 500 : 400);
        }
    }
}
