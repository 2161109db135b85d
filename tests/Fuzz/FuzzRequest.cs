using System.Net;
using System.Text;
using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>A request made of an input: a method and a target, header lines, an empty line, a body. Every input is one.</summary>
sealed class FuzzRequest : InspectedRequest
{
    readonly List<(string Name, string Value)> headers = [];
    readonly byte[] body;

    FuzzRequest(string method, string target, string body)
    {
        Method = method;
        RawTarget = target;
        this.body = Encoding.Latin1.GetBytes(body);
    }

    public override string Method { get; }

    public override string RawTarget { get; }

    public override string HttpVersion => "HTTP/1.1";

    public override string Scheme => "https";

    public override IPAddress ClientAddress { get; } = IPAddress.Parse("192.0.2.1");

    public override int HeaderCount => headers.Count;

    public override string HeaderName(int index) => headers[index].Name;

    public override string HeaderValue(int index) => headers[index].Value;

    public override ReadOnlyMemory<byte> Body => body;

    public override bool BodyTruncated => body.Length % 7 == 6;

    public override long? BodyLength => BodyTruncated ? null : body.Length;

    /// <summary>A whole request in one text.</summary>
    public static FuzzRequest Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).Split('\n');
        var space = head[0].IndexOf(' ');
        var request = new FuzzRequest(space < 0 ? "GET" : head[0][..space], head[0][(space + 1)..], end < 0 ? "" : text[(end + 2)..]);
        foreach (var line in head.Skip(1))
            if (line.IndexOf(':') is > 0 and var colon) request.headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        return request;
    }

    /// <summary>A body whose media type is the text's first line.</summary>
    public static FuzzRequest WithBody(string text)
    {
        var end = text.IndexOf('\n');
        return WithBody(end < 0 ? "" : text[..end], text[(end + 1)..]);
    }

    public static FuzzRequest WithBody(string type, string body)
    {
        var request = new FuzzRequest("POST", "/", body);
        request.headers.Add(("Content-Type", type));
        return request;
    }

    public static FuzzRequest WithHeader(string name, string value)
    {
        var request = new FuzzRequest("GET", "/", "");
        request.headers.Add((name, value));
        return request;
    }

    public static FuzzRequest WithTarget(string target) => new("GET", target, "");
}
