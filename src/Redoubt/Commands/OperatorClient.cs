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
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="AwsError">The server refused.</exception>
    /// <exception cref="HttpRequestException">There is no server.</exception>
    public static async Task<JsonElement> Call(ServerOptions options, string operation, object input, CancellationToken ct)
    {
        if (options.AwsListen is not { } listen) throw new SettingsException(["the AWS endpoint is switched off (--aws-listen off)"]);
        var root = CredentialsFile.Read(options.DataFolder);
        var body = JsonSerializer.SerializeToUtf8Bytes(input);
        var headers = new HeaderDictionary
        {
            ["host"] = listen.ToString(),
            ["content-type"] = "application/x-amz-json-1.1",
            ["x-amz-target"] = $"{OperatorShapes.Service.TargetPrefix}.{operation}",
        };
        Sign(headers, root.AccessKeyId, root.SecretAccessKey, options.Region, body);

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

    static void Sign(HeaderDictionary headers, string accessKeyId, string secret, Region region, byte[] body)
    {
        var signer = new Signer(accessKeyId, Encoding.UTF8.GetBytes(secret), null, region, new SigningService(SignatureFlavour.Json, OperatorShapes.Service.SigningName));
        signer.Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), TimeProvider.System.GetUtcNow());
    }
}
