using System.Net;

namespace Redoubt.Waf;

/// <summary>
/// The request as it came over the wire, undecoded: every character of every string is one byte (Latin-1).
/// Must not change while an evaluation runs.
/// </summary>
public abstract class InspectedRequest
{
    public abstract string Method { get; }

    /// <summary>Path and query exactly as in the request line.</summary>
    public abstract string RawTarget { get; }

    /// <summary>Such as <c>HTTP/1.1</c>.</summary>
    public abstract string HttpVersion { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public abstract string Scheme { get; }

    public abstract IPAddress ClientAddress { get; }

    /// <summary>Header lines, in order; a repeated header counts as often as it was sent.</summary>
    public abstract int HeaderCount { get; }

    public abstract string HeaderName(int index);

    public abstract string HeaderValue(int index);

    /// <summary>The bytes of the body read so far.</summary>
    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <summary>True where the body goes on beyond <see cref="Body"/>.</summary>
    public abstract bool BodyTruncated { get; }

    /// <summary>The length of the whole body in bytes; null where it is not known yet.</summary>
    public abstract long? BodyLength { get; }

    /// <summary>The JA3 fingerprint of the connection's TLS greeting; null where there is none.</summary>
    public virtual string? Ja3 => null;

    /// <summary>The JA4 fingerprint of the connection's TLS greeting; null where there is none.</summary>
    public virtual string? Ja4 => null;

    /// <summary>What the client's token says, if it has one.</summary>
    public virtual ClientToken Token => ClientToken.Absent;
}
