using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Aws.Shapes;

/// <summary>What a shape holds, and as which .NET type its instances are kept.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "these are the model's words")]
public enum ShapeKind
{
    /// <summary>Named members; a class, see <see cref="StructureShape"/>. Unions are structures too.</summary>
    Structure,

    /// <summary><c>IReadOnlyList&lt;T&gt;</c>, see <see cref="ListShape"/>.</summary>
    List,

    /// <summary><c>IReadOnlyDictionary&lt;string, T&gt;</c>, see <see cref="MapShape"/>.</summary>
    Map,

    /// <summary><c>string</c>; enumerations too.</summary>
    String,

    /// <summary><c>int</c>.</summary>
    Integer,

    /// <summary><c>long</c>.</summary>
    Long,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>float</c>.</summary>
    Float,

    /// <summary><c>double</c>.</summary>
    Double,

    /// <summary><c>byte[]</c>.</summary>
    Blob,

    /// <summary><c>System.IO.Stream</c>: a payload that is never held in memory.</summary>
    Stream,

    /// <summary><c>DateTimeOffset</c>, with milliseconds at most.</summary>
    Timestamp,

    /// <summary><c>JsonNode</c>: JSON without a model.</summary>
    Document,
}

/// <summary>Where in the message a member is carried.</summary>
public enum MemberLocation
{
    Body,

    /// <summary>One header; the wire name is the header's.</summary>
    Header,

    /// <summary>A map of all headers that begin with the wire name.</summary>
    Headers,

    /// <summary>One query parameter; a map takes all of them.</summary>
    QueryString,

    /// <summary>A label of the URI.</summary>
    Uri,

    /// <summary>The HTTP status of the answer.</summary>
    StatusCode,

    /// <summary>The member is the whole body.</summary>
    Payload,
}

/// <summary>How a timestamp is written.</summary>
public enum TimestampFormat
{
    /// <summary>Seconds since 1970 with an optional fraction, such as <c>1422172801.123</c>.</summary>
    Epoch,

    /// <summary>RFC 3339 in UTC, such as <c>2015-01-25T08:00:01.123Z</c>.</summary>
    Iso8601,

    /// <summary>The HTTP date, such as <c>Sun, 25 Jan 2015 08:00:01 GMT</c>.</summary>
    Http,
}

/// <summary>An XML namespace, with the prefix it is declared under; null for the default one.</summary>
public sealed record XmlNamespace(string Uri, string? Prefix = null);
