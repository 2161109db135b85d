using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Redoubt.Aws.SigV4;

namespace Redoubt.Tests.Aws.SigV4;

/// <summary>A request as text, in parts that a test can change one at a time.</summary>
sealed record WireRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public byte[] BodySha256 => SHA256.HashData(Body);

    /// <summary>Reads a request line, headers (folded lines included) and a body; lines end in LF.</summary>
    public static WireRequest Parse(string text)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (split < 0 ? text : text[..split]).TrimEnd('\n').Split('\n');
        var body = split < 0 ? "" : text[(split + 2)..];
        var line = head[0].EndsWith(" HTTP/1.1", StringComparison.Ordinal) ? head[0][..^" HTTP/1.1".Length] : head[0];
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in head.Skip(1))
        {
            var colon = header.IndexOf(':');
            if (header[0] == ' ') headers[^1] = new(headers[^1].Key, headers[^1].Value + "\n" + header);
            else headers.Add(new(header[..colon], header[(colon + 1)..].Trim(' ')));
        }
        return new WireRequest(line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..], headers, Encoding.UTF8.GetBytes(body));
    }

    public SignedRequest ToSigned() => new(Method, Target, ToDictionary());

    public HeaderDictionary ToDictionary()
    {
        var all = new HeaderDictionary();
        foreach (var header in Headers) all[header.Key] = StringValues.Concat(all[header.Key], header.Value);
        return all;
    }

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public WireRequest With(string name, Func<string, string> change) => this with
    {
        Headers = [.. Headers.Select(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase) ? new(h.Key, change(h.Value)) : h)],
    };

    public WireRequest Without(string name) => this with
    {
        Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))],
    };

    public WireRequest Adding(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
