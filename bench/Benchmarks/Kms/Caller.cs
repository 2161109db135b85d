using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Redoubt.Aws.SigV4;

namespace Redoubt.Benchmarks.Kms;

/// <summary>An IAM user who may encrypt under one key and has the policies of a working account: made for the measurement.</summary>
sealed class Caller
{
    const string Region = "us-east-1";

    readonly byte[] body;
    readonly Signer signer;

    Caller(Uri address, string keyArn, string accessKeyId, string secret)
    {
        Address = address;
        body = Encoding.UTF8.GetBytes($$"""{"KeyId":"{{keyArn}}","Plaintext":"{{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}}","EncryptionContext":{"shop":"demo","purpose":"order"} }""");
        signer = SignerOf(accessKeyId, secret, "kms");
    }

    public Uri Address { get; }

    /// <summary>Makes a key, and a user with one inline and two attached policies of which one allows him to encrypt under it.</summary>
    public static async Task<Caller> Create(Uri address, string accessKeyId, string secret)
    {
        using var http = new HttpClient();
        var root = (AccessKeyId: accessKeyId, Secret: secret);
        var name = $"bench-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var key = (string)JsonNode.Parse(await Call(http, address, root, "kms", "TrentService.CreateKey", "{}"))!["KeyMetadata"]!["Arn"]!;
        await Iam("CreateUser", ("UserName", name));
        await Iam("PutUserPolicy", ("UserName", name), ("PolicyName", "secure"), ("PolicyDocument",
            """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"kms:ScheduleKeyDeletion","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"security"}}}}"""));
        string[] documents =
        [
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::shop-*/*"},{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""",
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["kms:Encrypt","kms:Decrypt","kms:GenerateDataKey*"],"Resource":"{{{key}}}","Condition":{"StringEquals":{"kms:EncryptionContext:shop":"demo"} } } }""",
        ];
        foreach (var document in documents)
        {
            var policy = Text(await Iam("CreatePolicy", ("PolicyName", $"{name}-{RandomNumberGenerator.GetHexString(8)}"), ("PolicyDocument", document)), "Arn");
            await Iam("AttachUserPolicy", ("UserName", name), ("PolicyArn", policy));
        }
        var access = await Iam("CreateAccessKey", ("UserName", name));
        return new Caller(address, key, Text(access, "AccessKeyId"), Text(access, "SecretAccessKey"));

        Task<string> Iam(string action, params (string Name, string Value)[] parameters) => Call(http, address, root, "iam", null,
            string.Join('&', parameters.Prepend(("Version", "2010-05-08")).Prepend(("Action", action)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}")));
    }

    /// <summary>A whole signed request.</summary>
    public byte[] Encrypt(DateTimeOffset now)
    {
        HeaderDictionary headers;
        lock (signer) headers = Signed(signer, Address, "TrentService.Encrypt", body, now);
        var head = new StringBuilder("POST / HTTP/1.1\r\n");
        foreach (var (name, value) in headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append("User-Agent: redoubt-benchmarks\r\nContent-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    static async Task<string> Call(HttpClient http, Uri address, (string AccessKeyId, string Secret) root, string service, string? target, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in Signed(SignerOf(root.AccessKeyId, root.Secret, service), address, target, bytes, TimeProvider.System.GetUtcNow()))
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString())) request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{service} answered {response.StatusCode}: {answer}");
    }

    static HeaderDictionary Signed(Signer signer, Uri address, string? target, byte[] body, DateTimeOffset now)
    {
        var headers = new HeaderDictionary
        {
            ["Host"] = address.Authority,
            ["Content-Type"] = target is null ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1",
        };
        if (target is not null) headers["X-Amz-Target"] = target;
        signer.Sign(new SignedRequest("POST", "/", headers), SHA256.HashData(body), now);
        return headers;
    }

    static Signer SignerOf(string accessKeyId, string secret, string service) => new(
        accessKeyId, Encoding.UTF8.GetBytes(secret), null, Redoubt.Region.Parse(Region),
        new SigningService(service == "kms" ? SignatureFlavour.Json : SignatureFlavour.Query, service));

    static string Text(string xml, string element) => XDocument.Parse(xml).Descendants().First(e => e.Name.LocalName == element).Value;
}
