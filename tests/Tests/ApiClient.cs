using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests;

/// <summary>A client of the AWS endpoint that signs what it sends and shows what comes back, errors too.</summary>
sealed class ApiClient(Uri address, string accessKeyId, string secret, TimeProvider? clock = null, HttpMessageHandler? handler = null) : IDisposable
{
    static readonly Dictionary<string, string> Targets = new()
    {
        ["kms"] = "TrentService",
        ["cloudtrail"] = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
        ["wafv2"] = "AWSWAF_20190729",
        ["redoubt"] = "Redoubt_20261120",
        ["redoubt-waf"] = "RedoubtWaf_20261120",
    };

    static readonly Dictionary<string, string> Versions = new() { ["iam"] = "2010-05-08", ["sts"] = "2011-06-15" };

    readonly HttpClient http = new(handler ?? new SocketsHttpHandler());

    public string AccessKeyId => accessKeyId;

    public string Secret => secret;

    /// <summary>Calls an operation of a JSON service; asserts that it succeeds.</summary>
    public async Task<JsonNode> Json(string service, string operation, object? input = null)
    {
        var answer = await SendJson(service, operation, JsonNodeOf(input));
        Assert.True(answer.Status == 200, $"{service}:{operation} answered {answer.Status} {answer.Body}");
        return answer.Json;
    }

    /// <summary>Calls an operation of a JSON service, whatever comes of it.</summary>
    public Task<Answer> SendJson(string service, string operation, JsonNode? input = null, string region = "us-east-1") => Send(
        service, region, "application/x-amz-json-1.1", Encoding.UTF8.GetBytes((input ?? new JsonObject()).ToJsonString()), ("x-amz-target", $"{Targets[service]}.{operation}"));

    /// <summary>Calls an operation of a query service; asserts that it succeeds.</summary>
    public async Task<Answer> Query(string service, string action, params (string Name, string Value)[] parameters)
    {
        var answer = await SendQuery(service, action, parameters);
        Assert.True(answer.Status == 200, $"{service}:{action} answered {answer.Status} {answer.Body}");
        return answer;
    }

    /// <summary>Calls an operation of a query service, whatever comes of it.</summary>
    public Task<Answer> SendQuery(string service, string action, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', new[] { ("Action", action), ("Version", Versions[service]) }.Concat(parameters)
            .Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}"));
        return Send(service, "us-east-1", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(form));
    }

    /// <summary>Calls an operation in whatever protocol its service speaks, whatever comes of it.</summary>
    /// <param name="input">Members by name; lists and maps as JSON has them.</param>
    public Task<Answer> SendAny(string service, string operation, object input)
    {
        var members = (JsonObject)JsonNodeOf(input)!;
        return Targets.ContainsKey(service) ? SendJson(service, operation, members) : SendQuery(service, operation, [.. Fields("", members)]);
    }

    /// <summary>Signs and sends any bytes.</summary>
    public Task<Answer> Send(string service, string region, string contentType, byte[] body, params (string Name, string Value)[] more) =>
        SendSigned(Sign(service, region, contentType, body, more), body);

    /// <summary>The headers of a signed call, for tests that spoil them.</summary>
    public HeaderDictionary Sign(string service, string region, string contentType, byte[] body, params (string Name, string Value)[] more)
    {
        var headers = new HeaderDictionary { ["host"] = address.Authority, ["content-type"] = contentType };
        foreach (var (name, value) in more) headers[name] = value;
        var flavour = Targets.ContainsKey(service) ? SignatureFlavour.Json : SignatureFlavour.Query;
        new Signer(accessKeyId, Encoding.UTF8.GetBytes(secret), null, Region.Parse(region), new SigningService(flavour, service))
            .Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), (clock ?? TimeProvider.System).GetUtcNow());
        return headers;
    }

    /// <summary>The headers of a signed call of KMS, for tests that spoil them.</summary>
    public HeaderDictionary SignKms(string operation, byte[] body) =>
        Sign("kms", "us-east-1", "application/x-amz-json-1.1", body, ("x-amz-target", $"TrentService.{operation}"));

    /// <summary>Sends a request with these headers as they are.</summary>
    public async Task<Answer> SendSigned(IHeaderDictionary headers, byte[] body, string target = "/", string method = "POST")
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(address, target)) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in headers)
            foreach (var value in values)
                if (name.Equals("content-type", StringComparison.OrdinalIgnoreCase)) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value!);
                else request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public void Dispose() => http.Dispose();

    static IEnumerable<(string Name, string Value)> Fields(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Fields(path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
        JsonArray items => items.SelectMany((item, i) => Fields($"{path}.member.{i + 1}", item)),
        _ => [(path, node!.ToString())],
    };

    static JsonNode? JsonNodeOf(object? input) => input as JsonNode ?? System.Text.Json.JsonSerializer.SerializeToNode(input ?? new { });
}

/// <summary>What the endpoint answered.</summary>
sealed record Answer(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => Body.Length == 0 ? new JsonObject() : JsonNode.Parse(Body)!;

    /// <summary>The error's code, in whatever form the protocol writes it.</summary>
    public string Code => Body.StartsWith('{') ? (string)Json["__type"]! : Text("Code");

    public string RequestId => Headers.GetValues("x-amzn-RequestId").Single();

    public string Message => Body.StartsWith('{') ? (string)(Json["message"] ?? Json[nameof(Message)])! : Text("Message");

    /// <summary>The text of the first XML element of this name.</summary>
    public string Text(string element) => XDocument.Parse(Body).Descendants().First(e => e.Name.LocalName == element).Value;

    /// <summary>The texts of all XML elements of this name.</summary>
    public string[] Texts(string element) => [.. XDocument.Parse(Body).Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Value)];
}
