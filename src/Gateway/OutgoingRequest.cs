using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Redoubt.Gateway;

/// <summary>The request as the origin gets it: the client's, less what belongs to the client's connection, plus what the gateway knows.</summary>
sealed class OutgoingRequest : HttpRequestMessage
{
    static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    OutgoingRequest(HttpMethod method, Uri target) : base(method, target)
    {
    }

    /// <summary>Null where every value is ASCII and every name has one line, which is nearly always.</summary>
    public Encoding? HeaderEncoding { get; private set; }

    /// <summary>Copies the exchange's request, or says why it cannot be forwarded unchanged.</summary>
    public static Refusal? TryCreate(Exchange exchange, Origin origin, Tunnel tunnel, Verdict verdict, out OutgoingRequest? created)
    {
        created = null;
        var incoming = exchange.Request;
        var headers = incoming.Headers;
        var method = tunnel == Tunnel.None ? HttpMethod.Parse(incoming.Method) : HttpMethod.Get;
        var http2 = origin.UsesHttp2(headers.Host[0]!, tunnel);
        if (!Uri.TryCreate(origin.Prefix(http2) + incoming.RawTarget, in Raw, out var target)) return Refusal.Target;
        // INVARIANT: the target leaves as it came, byte for byte.
        if (target.PathAndQuery != incoming.RawTarget) return Refusal.Target;

        var request = new OutgoingRequest(method, target)
        {
            Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (tunnel == Tunnel.None) request.AddBody(exchange);

        request.Headers.TryAddWithoutValidation("Host", (string?)headers.Host);
        foreach (var (name, values) in headers)
        {
            if (HopByHop.DropsFromRequest(name)) continue;
            if (verdict.InsertedHeaders is { } inserted && Contains(inserted, name)) continue;
            if (!request.Add(name, values, http2))
            {
                request.Dispose();
                return Refusal.Header;
            }
        }

        if (tunnel != Tunnel.None) WebSocketHandshake.Offer(request, headers, tunnel);
        else if (http2 && headers.TE.Count > 0 && headers.TE.ToString().Contains("trailers", StringComparison.OrdinalIgnoreCase))
            request.Headers.TryAddWithoutValidation("TE", "trailers");
        if (request.Content is RequestBody && headers.Expect.Count > 0) request.Headers.ExpectContinue = true;
        request.AddForwarded(exchange);
        if (verdict.InsertedHeaders is { } added)
            foreach (var (name, value) in added) request.Add(name, value, http2);
        created = request;
        return null;
    }

    void AddBody(Exchange exchange)
    {
        var length = exchange.Request.Headers.ContentLength;
        if (exchange.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } && length != 0)
        {
            Content = new RequestBody(exchange);
            if (length is not null) Content.Headers.ContentLength = length;
        }
        // The platform's client repeats a request without content on another connection when the first one closes without an
        // answer. Only what is safe to do twice may be repeated, so everything else has content, if none at all.
        else if (length is not null || !IsSafe(exchange.Request.Method)) Content = new ByteArrayContent([]);
    }

    // What clients and proxies say of the client is replaced by what is known: RFC 7239 in its older, wider understood form.
    void AddForwarded(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        var hop = exchange.Hop;
        var scheme = hop.Told(headers["X-Forwarded-Proto"]) is "http" or "https" ? (string)headers["X-Forwarded-Proto"]! : exchange.Request.Scheme;
        Headers.TryAddWithoutValidation("X-Forwarded-For", hop.Chain);
        Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme);
        Headers.TryAddWithoutValidation("X-Forwarded-Host", PlainText(hop.Told(headers["X-Forwarded-Host"])) ?? (string?)headers.Host);
        if (PlainText(hop.Told(headers["X-Forwarded-Port"])) is { } port) Headers.TryAddWithoutValidation("X-Forwarded-Port", port);
        Headers.TryAddWithoutValidation("X-Request-Id", exchange.RequestId);
    }

    bool Add(string name, StringValues values, bool http2)
    {
        var value = values.Count == 1 ? values[0] ?? "" : null;
        if (value is not null) return IsForwardable(value) && Store(name, value);
        foreach (var line in values)
            if (!IsForwardable(line ?? "")) return false;
        // HTTP/2 has no lines to keep: its fields are joined as RFC 9113, 8.2.3 does cookies and RFC 9110, 5.3 the rest.
        if (http2) return Store(name, string.Join(name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ", values.ToArray()));
        HeaderEncoding = HeaderLines.Instance;
        return Store(name, string.Join($"{HeaderLines.Break}{name}: ", values.ToArray()));
    }

    // Headers the platform counts to the content need some to hang on.
    bool Store(string name, string value) =>
        Headers.TryAddWithoutValidation(name, value) || (Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);

    // RFC 9110, 5.5: visible characters, spaces, tabs and the upper half of Latin-1.
    bool IsForwardable(string value)
    {
        var odd = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (odd < 0) return true;
        foreach (var c in value.AsSpan(odd))
        {
            if (c < ' ' && c != '\t' || c == '\x7F' || c > '\xFF') return false;
            if (c > '\x7F') HeaderEncoding = HeaderLines.Instance;
        }
        return true;
    }

    static string? PlainText(string? value) => value is not null && !value.AsSpan().ContainsAnyExceptInRange('!', '~') ? value : null;

    static bool IsSafe(string method) => method is "GET" or "HEAD" or "OPTIONS";

    static bool Contains(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var header in headers)
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
