using System.Buffers;
using System.Net;
using Redoubt.Gateway.Challenges;

namespace Redoubt.Gateway;

/// <summary>A shopper's request as the web ACL engine sees it: every header line on its own, every char one byte.</summary>
sealed class WafRequest : Waf.InspectedRequest
{
    readonly InspectedRequest request;
    readonly List<(string Name, string Value)> headers;
    readonly ReadOnlyMemory<byte> body;
    readonly Challenger? challenger;
    readonly Waf.WebAcl? acl;

    Waf.ClientToken? token;

    /// <param name="challenger">Reads the client's token for the web ACL, once and only where a rule asks; null for none.</param>
    public WafRequest(InspectedRequest request, Challenger? challenger = null, Waf.WebAcl? acl = null)
    {
        this.challenger = challenger;
        this.acl = acl;
        this.request = request;
        headers = new(request.Headers.Count);
        foreach (var (name, values) in request.Headers)
            foreach (var value in values)
                headers.Add((name, value ?? ""));
        // One segment is looked at where it lies; several are put together once.
        body = request.Body.IsSingleSegment ? request.Body.First : request.Body.ToArray();
    }

    public override string Method => request.Method;

    public override string RawTarget => request.Target;

    public override string HttpVersion => request.Protocol;

    public override string Scheme => request.Scheme;

    public override IPAddress ClientAddress => request.Client;

    public override int HeaderCount => headers.Count;

    public override string HeaderName(int index) => headers[index].Name;

    public override string HeaderValue(int index) => headers[index].Value;

    public override string? Ja3 => request.Fingerprint?.Ja3;

    public override string? Ja4 => request.Fingerprint?.Ja4;

    public override ReadOnlyMemory<byte> Body => body;

    public override bool BodyTruncated => request.BodyContinues;

    public override long? BodyLength => request.BodyContinues ? request.Headers.ContentLength : body.Length;

    public override Waf.ClientToken Token => token ??= acl is null ? Waf.ClientToken.Absent : challenger?.Token(request, acl) ?? Waf.ClientToken.Absent;
}
