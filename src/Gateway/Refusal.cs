using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Redoubt.Gateway;

/// <summary>Why a request is answered instead of forwarded. The client sees the status alone; the reason is for metrics and logs.</summary>
sealed record Refusal(int Status, string Reason)
{
    public static readonly Refusal Target = new(400, "target");
    public static readonly Refusal Method = new(405, "method");
    public static readonly Refusal MethodCase = new(400, "method-case");
    public static readonly Refusal Host = new(400, "host");
    public static readonly Refusal Framing = new(400, "framing");
    public static readonly Refusal Connection = new(400, "connection");
    public static readonly Refusal Expectation = new(417, "expect");
    public static readonly Refusal Header = new(400, "header");
    public static readonly Refusal Upgrade = new(400, "upgrade");
    public static readonly Refusal ContentType = new(400, "content-type");

    static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// Refuses what cannot reach the origin as it came, or would be read differently there. The server has refused most malformed
    /// requests before; header lines are checked where they are copied. Null where nothing speaks against the request.
    /// </summary>
    public static Refusal? Find(IHttpRequestFeature request, Tunnel tunnel)
    {
        var headers = request.Headers;

        // 1. The method: nobody tunnels or traces through, and the origin's client would write `get` as `GET`.
        if (tunnel != Tunnel.ExtendedConnect)
        {
            var method = request.Method;
            if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(Token)) return Method;
            if (HttpMethod.Parse(method).Method != method) return MethodCase;
            if (method is "CONNECT" or "TRACE") return Method;
        }

        // 2. The target: origin form only, and only visible ASCII, since HTTP/2 frames can carry spaces and line breaks.
        var target = request.RawTarget;
        if (target.Length == 0 || target[0] != '/' || target.AsSpan().ContainsAnyExceptInRange('!', '~')) return Target;

        // 3. The host: one, as the server has checked it.
        if (headers.Host.Count != 1 || headers.Host[0] is not { Length: > 0 }) return Host;

        // What the body is must not depend on which of two lines the origin reads.
        if (headers.ContentType.Count > 1) return ContentType;

        // 4. Framing: HTTP/1.1 chunked alone, or a length alone. The server keeps a length it ignored as X-Content-Length.
        var encoding = headers.TransferEncoding;
        if (encoding.Count > 0)
        {
            if (encoding.Count > 1 || !string.Equals(encoding[0], "chunked", StringComparison.OrdinalIgnoreCase)) return Framing;
            if (request.Protocol != "HTTP/1.1" || headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")) return Framing;
        }

        // Of one connection's headers HTTP/2 has none (RFC 9113, 8.2.2); the server refuses the others itself.
        else if (request.Protocol == "HTTP/2" && (headers.Upgrade.Count > 0 || headers.KeepAlive.Count > 0 || headers.ContainsKey("Proxy-Connection"))) return Framing;

        // 5. Connection may not strip what the origin must see.
        if (headers.Connection.Count > 0 && !OnlyNominatesHopByHop(headers)) return Connection;

        // 6. The one expectation there is.
        var expect = headers.Expect;
        if (expect.Count > 0 && (expect.Count > 1 || !string.Equals(expect[0], "100-continue", StringComparison.OrdinalIgnoreCase))) return Expectation;

        // 7. A WebSocket opens with a GET; the server upgrades no request that has a body.
        if (tunnel == Tunnel.Upgrade && request.Method != "GET") return Upgrade;
        return null;
    }

    // RFC 9110, 7.6.1. A nominated header that is not there, or goes no further anyway, does no harm.
    static bool OnlyNominatesHopByHop(IHeaderDictionary headers)
    {
        foreach (var line in headers.Connection)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var option = line.AsSpan(range).Trim(" \t");
                if (option.IsEmpty || option.Equals("close", StringComparison.OrdinalIgnoreCase)) continue;
                if (!HopByHop.Contains(option) && headers.ContainsKey(option.ToString())) return false;
            }
        }
        return true;
    }
}
