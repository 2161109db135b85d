using Microsoft.AspNetCore.Http;

namespace Redoubt.Aws.SigV4;

/// <summary>The parts of a request that a signature covers, as they were on the wire.</summary>
public readonly struct SignedRequest
{
    /// <summary>The longest request target that is looked at, in characters.</summary>
    public const int MaxTarget = 32 * 1024;

    readonly int query;

    /// <param name="method">The method, in the case it was sent in.</param>
    /// <param name="rawTarget">
    /// The request target before any decoding (<c>IHttpRequestFeature.RawTarget</c>). Scheme and authority of an absolute target are dropped.
    /// </param>
    /// <param name="headers">The headers, values decoded as UTF-8. A <see cref="Signer"/> adds to them.</param>
    public SignedRequest(string method, string rawTarget, IHeaderDictionary headers)
    {
        Method = method;
        Headers = headers;
        Target = OriginForm(rawTarget);
        query = Target.IndexOf('?');
    }

    public string Method { get; }

    public IHeaderDictionary Headers { get; }

    /// <summary>Path and query, still encoded.</summary>
    public string Target { get; }

    /// <summary>The path, still encoded.</summary>
    public ReadOnlySpan<char> Path => query < 0 ? Target : Target.AsSpan(0, query);

    /// <summary>The query without its question mark, still encoded; empty where there is none.</summary>
    public ReadOnlySpan<char> Query => query < 0 ? default : Target.AsSpan(query + 1);

    /// <summary>False for targets that name no resource, such as <c>*</c>, and for those beyond <see cref="MaxTarget"/>.</summary>
    internal bool IsWellFormed => Target.Length <= MaxTarget && Target.StartsWith('/');

    static string OriginForm(string target)
    {
        if (target.StartsWith('/')) return target;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || target.AsSpan(0, scheme).IndexOfAny('/', '?') >= 0) return target;
        var authority = scheme + 3;
        var length = target.AsSpan(authority).IndexOfAny('/', '?');
        if (length < 0) return "/";
        var rest = target[(authority + length)..];
        return rest[0] == '/' ? rest : "/" + rest;
    }
}
