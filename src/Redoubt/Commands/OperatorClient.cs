using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Redoubt.Aws.SigV4;
using Redoubt.Configuration;
using Redoubt.Operator;

namespace Redoubt.Commands;

/// <summary>Calls the running server's operator API as its root, with the credentials in the data folder.</summary>
static class OperatorClient
{
    /// <summary>Of the services, the one about web ACLs.</summary>
    public static readonly (string SigningName, string TargetPrefix) Waf = ("redoubt-waf", "RedoubtWaf_20261120");

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="AwsError">The server refused.</exception>
    /// <exception cref="HttpRequestException">There is no server.</exception>
    public static Task<JsonElement> Call(ServerOptions options, string operation, object input, CancellationToken ct) =>
        Call(options, (OperatorShapes.Service.SigningName, OperatorShapes.Service.TargetPrefix!), operation, input, ct);

    /// <inheritdoc cref="Call(ServerOptions, string, object, CancellationToken)"/>
    public static async Task<JsonElement> Call(
        ServerOptions options, (string SigningName, string TargetPrefix) service, string operation, object input, CancellationToken ct)
    {
        if (options.AwsListen is not { } listen) throw new SettingsException(["the AWS endpoint is switched off (--aws-listen off)"]);
        var root = CredentialsFile.Read(options.DataFolder);
        var body = JsonSerializer.SerializeToUtf8Bytes(input);
        var headers = new HeaderDictionary
        {
            ["host"] = listen.ToString(),
            ["content-type"] = "application/x-amz-json-1.1",
            ["x-amz-target"] = $"{service.TargetPrefix}.{operation}",
        };
        Sign(headers, service.SigningName, root.AccessKeyId, root.SecretAccessKey, options.Region, body);

        using var client = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{listen}/") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            if (name == "content-type") request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value.ToString());
            else request.Headers.TryAddWithoutValidation(name, value.ToString());
        using var response = await client.SendAsync(request, ct);
        var answer = Read(await response.Content.ReadAsByteArrayAsync(ct));
        if (answer is { ValueKind: JsonValueKind.Object } output && response.StatusCode == HttpStatusCode.OK) return output;
        if (answer is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("__type", out var code) && error.TryGetProperty("message", out var message))
            throw new AwsError(code.ToString(), (int)response.StatusCode, message.ToString());
        throw new HttpRequestException($"what answers at http://{listen} is not Redoubt");
    }

    static JsonElement? Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        try { return JsonElement.ParseValue(ref reader); }
        catch (JsonException) { return null; }
    }

    static void Sign(HeaderDictionary headers, string service, string accessKeyId, string secret, Region region, byte[] body)
    {
        var signer = new Signer(accessKeyId, Encoding.UTF8.GetBytes(secret), null, region, new SigningService(SignatureFlavour.Json, service));
        signer.Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), TimeProvider.System.GetUtcNow());
    }
}
