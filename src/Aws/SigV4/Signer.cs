using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Aws.SigV4;

/// <summary>
/// Signs requests as a client does, by the code that verifies them. Holds a secret: has no text form.
/// A body that is streamed in signed chunks is not made here.
/// </summary>
/// <param name="secret">The secret access key as UTF-8.</param>
/// <param name="sessionToken">The token of temporary credentials; null for long-term ones.</param>
public sealed class Signer(string accessKeyId, byte[] secret, string? sessionToken, Region region, SigningService service)
{
    const string Unsigned = "UNSIGNED-PAYLOAD";

    // Connections, proxies and instrumentation change these on the way.
    static readonly HashSet<string> NeverSigned = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    };

    SigningKey? key;

    /// <summary>Adds time, session token and Authorization to the request's headers, and for S3 the body's hash. Every other header must be there.</summary>
    /// <param name="bodySha256">32 bytes.</param>
    public void Sign(SignedRequest request, ReadOnlySpan<byte> bodySha256, DateTimeOffset time) =>
        SignWith(request, Convert.ToHexStringLower(bodySha256), time);

    /// <summary>Signs an S3 request without its body.</summary>
    public void SignWithoutBody(SignedRequest request, DateTimeOffset time) => SignWith(request, Unsigned, time);

    /// <summary>Makes a URL that anyone may use for a while; the headers present now must be sent with it.</summary>
    /// <param name="lifetime">One second to seven days.</param>
    /// <returns>Path and query.</returns>
    public string Presign(SignedRequest request, TimeSpan lifetime, DateTimeOffset time)
    {
        var (timeText, scope) = Stamp(time);
        var names = SignedNames(request);
        var target = new StringBuilder(request.Target).Append(request.Target.Contains('?') ? '&' : '?')
            .Append("X-Amz-Algorithm=").Append(AuthorizationHeader.Algorithm)
            .Append("&X-Amz-Credential=").Append(Uri.EscapeDataString($"{accessKeyId}/{scope}"))
            .Append("&X-Amz-Date=").Append(timeText)
            .Append("&X-Amz-Expires=").Append((long)lifetime.TotalSeconds)
            .Append("&X-Amz-SignedHeaders=").Append(Uri.EscapeDataString(names));
        if (sessionToken is not null) target.Append("&X-Amz-Security-Token=").Append(Uri.EscapeDataString(sessionToken));
        var presigned = new SignedRequest(request.Method, target.ToString(), request.Headers);
        var payload = service.IsS3 ? Unsigned : Convert.ToHexStringLower(SHA256.HashData([]));
        return target.Append("&X-Amz-Signature=").Append(Signature(presigned, names, payload, timeText, scope)).ToString();
    }

    void SignWith(SignedRequest request, string payload, DateTimeOffset time)
    {
        var (timeText, scope) = Stamp(time);
        var headers = request.Headers;
        headers["X-Amz-Date"] = timeText;
        if (sessionToken is not null) headers["X-Amz-Security-Token"] = sessionToken;
        if (service.IsS3) headers["X-Amz-Content-Sha256"] = payload;
        var names = SignedNames(request);
        var signature = Signature(request, names, payload, timeText, scope);
        headers.Authorization = $"{AuthorizationHeader.Algorithm} Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    (string Time, string Scope) Stamp(DateTimeOffset time)
    {
        var text = AmzTime.Format(time);
        return (text, $"{text.AsSpan(0, 8)}/{region}/{service.Name}/aws4_request");
    }

    string Signature(in SignedRequest request, string names, string payload, string time, string scope)
    {
        if (key?.Scope != scope) key = SigningKey.Derive(secret, scope);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        CanonicalRequest.Hash(request, names, payload, service, hash);
        key.SignRequest(time, hash, signature);
        return Convert.ToHexStringLower(signature);
    }

    static string SignedNames(in SignedRequest request)
    {
        var names = new List<string>();
        foreach (var header in request.Headers)
            if (!NeverSigned.Contains(header.Key)) names.Add(header.Key.ToLowerInvariant());
        names.Sort(StringComparer.Ordinal);
        return string.Join(';', names);
    }
}
