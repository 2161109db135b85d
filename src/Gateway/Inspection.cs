using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Redoubt.Gateway;

/// <summary>Decides between a request's arrival and its forwarding. The web ACL engine's place in the gateway.</summary>
public interface IInspector
{
    /// <summary>How many bytes of a body the site's rules look at, 0 for none; null where the site has no rules and nothing is asked.</summary>
    int? BodyLimit(Site site);

    /// <summary>Decides. Called once per request, on the request's thread; a failure is answered as <see cref="SiteSettings.FailOpen"/> says.</summary>
    ValueTask<Verdict> Inspect(InspectedRequest request, CancellationToken ct);
}

/// <summary>What is inspected is what is forwarded: everything here is as it came and as it will leave.</summary>
public sealed class InspectedRequest
{
    public required Site Site { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The client, behind trusted proxies too; never an IPv4 address in IPv6 form.</summary>
    public required IPAddress Client { get; init; }

    /// <summary><c>http</c> or <c>https</c>, as the client's connection was.</summary>
    public required string Scheme { get; init; }

    /// <summary>In the case it came in.</summary>
    public required string Method { get; init; }

    /// <summary>The raw request target: path and query, not decoded, starting with a slash.</summary>
    public required string Target { get; init; }

    /// <summary>Such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>What the connection's TLS greeting tells; null over plain HTTP and behind a proxy that ends TLS.</summary>
    public TlsFingerprint? Fingerprint { get; init; }

    /// <summary>Header lines, each char one byte (Latin-1); lines of one name are separate values, in order.</summary>
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>The beginning of the body, at most what was asked for; valid only during the inspection.</summary>
    public ReadOnlySequence<byte> Body { get; init; }

    /// <summary>True where the body goes on after <see cref="Body"/>.</summary>
    public bool BodyContinues { get; init; }
}

/// <summary>What inspection decided.</summary>
public sealed class Verdict
{
    /// <summary>Forward it.</summary>
    public static readonly Verdict Allow = new();

    /// <summary>Answer instead of forwarding; null to forward.</summary>
    public BlockAnswer? Block { get; init; }

    /// <summary>Headers added to the forwarded request, replacing the client's of the same name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? InsertedHeaders { get; init; }
}

/// <summary>The answer to a blocked request.</summary>
/// <param name="Status">200 to 599.</param>
/// <param name="Headers">Further headers; null for none.</param>
/// <param name="ContentType">Of the body; null for the gateway's own small page, empty for no body.</param>
/// <param name="Body">Sent as it is, where there is a content type.</param>
public sealed record BlockAnswer(
    int Status, IReadOnlyList<KeyValuePair<string, string>>? Headers = null, string? ContentType = null, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>How metrics count it; none for an answer of the gateway's own that refuses nothing.</summary>
    public ForwarderError Reason { get; init; } = ForwarderError.Blocked;
}
