using System.Net;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>What logs and samples know of a request: everything but its body. Every char of every string is one byte (Latin-1).</summary>
sealed record SeenRequest(DateTimeOffset Time, string RequestId, IPAddress Client, string Scheme, string Method, string Target, string HttpVersion)
{
    // What an entry takes besides its text.
    const int Overhead = 512;

    /// <summary>In the order they came in.</summary>
    public required KeyValuePair<string, string>[] Headers { get; init; }

    /// <summary>Bytes; null where it was not known when the rules ran.</summary>
    public required long? BodySize { get; init; }

    public required int InspectedBodySize { get; init; }

    /// <summary>Two capitals; null where it is not known.</summary>
    public required string? Country { get; init; }

    /// <summary>The client's autonomous system; 0 where it is not known.</summary>
    public required uint Asn { get; init; }

    public required string? Ja3 { get; init; }

    public required string? Ja4 { get; init; }

    /// <summary>About how many bytes it takes in memory.</summary>
    public required int Size { get; init; }

    /// <summary>The path, not decoded.</summary>
    public string Path => Target.IndexOfAny(['?', '#']) is >= 0 and var end ? Target[..end] : Target;

    /// <summary>What follows the first question mark; empty for none.</summary>
    public string Query
    {
        get
        {
            var text = Target.IndexOf('#') is >= 0 and var end ? Target[..end] : Target;
            return text.IndexOf('?') is >= 0 and var start ? text[(start + 1)..] : "";
        }
    }

    /// <summary>What follows the number sign; empty for none.</summary>
    public string Fragment => Target.IndexOf('#') is >= 0 and var start ? Target[(start + 1)..] : "";

    public static SeenRequest Of(Waf.InspectedRequest request, string requestId, DateTimeOffset time, Waf.Networks networks)
    {
        var headers = new KeyValuePair<string, string>[request.HeaderCount];
        var size = Overhead + request.RawTarget.Length * 2;
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = new(request.HeaderName(i), request.HeaderValue(i));
            size += 64 + (headers[i].Key.Length + headers[i].Value.Length) * 2;
        }
        return new(time, requestId, request.ClientAddress, request.Scheme, request.Method, request.RawTarget, request.HttpVersion)
        {
            Headers = headers,
            BodySize = request.BodyLength,
            InspectedBodySize = request.Body.Length,
            Country = networks.Country(request.ClientAddress),
            Asn = networks.System(request.ClientAddress),
            Ja3 = request.Ja3,
            Ja4 = request.Ja4,
            Size = size,
        };
    }
}
