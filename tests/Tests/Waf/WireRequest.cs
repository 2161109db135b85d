using System.Net;
using System.Text;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>A request as a test writes it, or as it was recorded from the wire.</summary>
sealed class WireRequest : InspectedRequest
{
    readonly List<(string Name, string Value)> headers = [];
    byte[] body = [];

    public override string Method { get; } = "GET";

    public override string RawTarget { get; } = "/";

    public override string HttpVersion => "HTTP/1.1";

    public override string Scheme => "https";

    public override IPAddress ClientAddress { get; } = IPAddress.Parse("192.0.2.44");

    public override int HeaderCount => headers.Count;

    public override ReadOnlyMemory<byte> Body => body;

    public override bool BodyTruncated => truncated;

    public override long? BodyLength => length;

    public override ClientToken Token => token;

    public override string? Ja3 => ja3;

    public override string? Ja4 => ja4;

    bool truncated;
    long? length;
    ClientToken token = ClientToken.Absent;
    string? ja3, ja4;

    public WireRequest(string target = "/", string method = "GET", string? from = null)
    {
        Method = method;
        RawTarget = target;
        if (from is not null) ClientAddress = IPAddress.Parse(from);
    }

    public override string HeaderName(int index) => headers[index].Name;

    public override string HeaderValue(int index) => headers[index].Value;

    public WireRequest With(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    /// <param name="text">One character per byte.</param>
    public WireRequest WithBody(string text, string? contentType = null)
    {
        body = Encoding.Latin1.GetBytes(text);
        if (contentType is not null) With("Content-Type", contentType);
        return this;
    }

    public WireRequest WithFingerprints(string? ja3Hash, string? ja4Text)
    {
        (ja3, ja4) = (ja3Hash, ja4Text);
        return this;
    }

    public WireRequest WithToken(ClientToken value)
    {
        token = value;
        return this;
    }

    /// <summary>Says that the body goes on after what is here.</summary>
    public WireRequest Truncated(long? whole = null)
    {
        truncated = true;
        length = whole;
        return this;
    }

    /// <summary>Reads a recorded request: head, empty line, body; one character per byte.</summary>
    public static WireRequest Parse(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = (end < 0 ? raw : raw[..end]).Split("\r\n");
        var first = lines[0].IndexOf(' ');
        var last = lines[0].LastIndexOf(' ');
        var request = new WireRequest(last > first ? lines[0][(first + 1)..last] : lines[0][(first + 1)..], lines[0][..first]);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':');
            if (colon > 0) request.With(line[..colon], line[(colon + 1)..].Trim());
        }
        return end < 0 ? request : request.WithBody(raw[(end + 4)..]);
    }
}
