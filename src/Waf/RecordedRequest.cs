using System.Net;

namespace Redoubt.Waf;

/// <summary>A request that is over, for an operator to look at or try rules on.</summary>
public sealed class RecordedRequest : InspectedRequest
{
    readonly (string Name, string Value)[] headers;

    /// <param name="headers">Each character one byte (Latin-1).</param>
    public RecordedRequest(
        string method, string target, string httpVersion, string scheme, IPAddress client, (string Name, string Value)[] headers, ReadOnlyMemory<byte> body, bool bodyTruncated, long? bodyLength)
    {
        (Method, RawTarget, HttpVersion, Scheme, ClientAddress, this.headers) = (method, target, httpVersion, scheme, client, headers);
        (Body, BodyTruncated, BodyLength) = (body, bodyTruncated, bodyLength);
    }

    public override string Method { get; }

    public override string RawTarget { get; }

    public override string HttpVersion { get; }

    public override string Scheme { get; }

    public override IPAddress ClientAddress { get; }

    public override int HeaderCount => headers.Length;

    public override ReadOnlyMemory<byte> Body { get; }

    public override bool BodyTruncated { get; }

    public override long? BodyLength { get; }

    public override ClientToken Token => token;

    ClientToken token = ClientToken.Absent;

    /// <summary>Bytes it keeps in memory, about.</summary>
    public int Size => 512 + 2 * (RawTarget.Length + headers.Sum(header => 32 + header.Name.Length + header.Value.Length)) + Body.Length;

    public override string HeaderName(int index) => headers[index].Name;

    public override string HeaderValue(int index) => headers[index].Value;

    /// <summary>Copies a request, with as much of its body.</summary>
    public static RecordedRequest Of(InspectedRequest request, int maxBody)
    {
        var headers = new (string, string)[request.HeaderCount];
        for (var i = 0; i < headers.Length; i++) headers[i] = (request.HeaderName(i), request.HeaderValue(i));
        var body = request.Body[..Math.Min(request.Body.Length, maxBody)].ToArray();
        var truncated = request.BodyTruncated || body.Length < request.Body.Length;
        return new RecordedRequest(
            request.Method, request.RawTarget, request.HttpVersion, request.Scheme, request.ClientAddress, headers, body, truncated, request.BodyLength) { token = request.Token };
    }

    /// <summary>Reads a request as HTTP/1.1 carries it: head, empty line, body. A line may end without a carriage return.</summary>
    /// <returns>Null for what has no request line or a header line without a colon.</returns>
    public static RecordedRequest? Parse(ReadOnlyMemory<byte> raw, string scheme, IPAddress client, bool bodyTruncated)
    {
        var text = System.Text.Encoding.Latin1.GetString(raw.Span);
        var position = 0;
        var first = Line(text, ref position)?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (first is not [var method, var target, .. var version] || version.Length > 1) return null;
        var headers = new List<(string, string)>();
        while (Line(text, ref position) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon <= 0) return null;
            headers.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }
        var body = raw[Math.Min(position, raw.Length)..];
        return new RecordedRequest(method, target, version is [var given] ? given : "HTTP/1.1", scheme, client, [.. headers], body, bodyTruncated, bodyTruncated ? null : body.Length);
    }

    static string? Line(string text, ref int position)
    {
        if (position >= text.Length) return null;
        var end = text.IndexOf('\n', position);
        var line = end < 0 ? text[position..] : text[position..end];
        position = end < 0 ? text.Length : end + 1;
        return line.TrimEnd('\r');
    }
}
