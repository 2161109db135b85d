using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests;

/// <summary>A client of the AWS endpoint that signs what it sends and shows what comes back, errors too.</summary>
sealed class ApiClient(Uri address, string accessKeyId, string secret) : IDisposable
{
    static readonly Dictionary<string, string> Targets = new()
    {
        ["kms"] = "TrentService",
        ["cloudtrail"] = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
        ["wafv2"] = "AWSWAF_20190729",
        ["redoubt"] = "Redoubt_20261120",
    };

    static readonly Dictionary<string, string> Versions = new() { ["iam"] = "2010-05-08", ["sts"] = "2011-06-15" };

    readonly HttpClient http = new();

    public string AccessKeyId => accessKeyId;

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

    /// <summary>Signs and sends any bytes.</summary>
    public async Task<Answer> Send(string service, string region, string contentType, byte[] body, params (string Name, string Value)[] more)
    {
        var headers = new HeaderDictionary { ["host"] = address.Authority, ["content-type"] = contentType };
        foreach (var (name, value) in more) headers[name] = value;
        var flavour = Targets.ContainsKey(service) ? SignatureFlavour.Json : SignatureFlavour.Query;
        new Signer(accessKeyId, Encoding.UTF8.GetBytes(secret), null, Region.Parse(region), new SigningService(flavour, service))
            .Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), TimeProvider.System.GetUtcNow());

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            if (name == "content-type") request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value.ToString());
            else request.Headers.TryAddWithoutValidation(name, value.ToString());
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public void Dispose() => http.Dispose();

    static JsonNode? JsonNodeOf(object? input) => input as JsonNode ?? System.Text.Json.JsonSerializer.SerializeToNode(input ?? new { });
}

/// <summary>What the endpoint answered.</summary>
sealed record Answer(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => Body.Length == 0 ? new JsonObject() : JsonNode.Parse(Body)!;

    /// <summary>The error's code, in whatever form the protocol writes it.</summary>
    public string Code => Body.StartsWith('{') ? (string)Json["__type"]! : Text("Code");

    public string Message => Body.StartsWith('{') ? (string)(Json["message"] ?? Json[nameof(Message)])! : Text("Message");

    /// <summary>The text of the first XML element of this name.</summary>
    public string Text(string element) => XDocument.Parse(Body).Descendants().First(e => e.Name.LocalName == element).Value;

    /// <summary>The texts of all XML elements of this name.</summary>
    public string[] Texts(string element) => [.. XDocument.Parse(Body).Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Value)];
}
