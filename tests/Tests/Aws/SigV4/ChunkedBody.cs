using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>Writes aws-chunked bodies the way the documentation describes them, independently of the code that reads them.</summary>
sealed class ChunkedBody(string secret, string time, string scope, string seedSignature)
{
    const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    readonly List<byte> content = [];
    string previous = seedSignature;

    public byte[] Bytes => [.. content];

    public ChunkedBody Chunk(byte[] data)
    {
        previous = Sign("AWS4-HMAC-SHA256-PAYLOAD", $"{EmptyHash}\n{Hash(data)}");
        Text($"{data.Length:x};chunk-signature={previous}\r\n");
        content.AddRange(data);
        return data.Length == 0 ? this : Text("\r\n");
    }

    public ChunkedBody Trailers(params string[] lines)
    {
        foreach (var line in lines) Text(line + "\r\n");
        previous = Sign("AWS4-HMAC-SHA256-TRAILER", Hash(Encoding.ASCII.GetBytes(string.Concat(lines.Order().Select(line => line + "\n")))));
        return Text($"x-amz-trailer-signature:{previous}\r\n");
    }

    public ChunkedBody Text(string text)
    {
        content.AddRange(Encoding.ASCII.GetBytes(text));
        return this;
    }

    string Sign(string algorithm, string rest)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{algorithm}\n{time}\n{scope}\n{previous}\n{rest}")));
    }

    static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
