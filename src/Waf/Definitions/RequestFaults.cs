namespace Redoubt.Waf;

/// <summary>
/// Why a request cannot be inspected as its origin will read it. What is read as every origin reads it is no fault, however odd;
/// what servers read in different ways, or what inspection cannot read at all, is.
/// </summary>
[Flags]
public enum RequestFaults
{
    None = 0,

    /// <summary>The body goes on beyond what is inspected.</summary>
    BodyContinues = 1,

    /// <summary>The body is compressed or otherwise encoded (<c>Content-Encoding</c>).</summary>
    ContentEncoding = 1 << 1,

    /// <summary>Several media types, one that is none, or one with a character set or boundary named twice or in a way that servers differ on.</summary>
    ContentType = 1 << 2,

    /// <summary>
    /// A character set in which bytes below 0x80 are not ASCII: named by the media type, by an XML declaration or a part's head, or
    /// plain from how the body begins (UTF-16, UTF-32, UTF-7, EBCDIC).
    /// </summary>
    Charset = 1 << 3,

    /// <summary>Bytes that are no text, in a body that no file's media type explains.</summary>
    Binary = 1 << 4,

    /// <summary>
    /// A multipart body that parsers take apart in different ways: an odd boundary, one that is not at the beginning of a line, no last
    /// one, folded or repeated heads, encoded or nested parts.
    /// </summary>
    Multipart = 1 << 5,

    /// <summary>Said to be JSON and not JSON by the standard (RFC 8259), or nested deeper than 500.</summary>
    Json = 1 << 6,

    /// <summary>Said to be XML, and with markup that does not end or nest.</summary>
    Xml = 1 << 7,

    /// <summary>XML with a document type, in which entities can name files and hosts or grow without end.</summary>
    XmlDoctype = 1 << 8,

    /// <summary>Said to be GraphQL, with a string or a bracket that does not end.</summary>
    GraphQl = 1 << 9,

    /// <summary>ASCII in more bytes of UTF-8 than it takes, in target, cookies or body: some decoders take it, none writes it.</summary>
    OverlongUtf8 = 1 << 10,

    /// <summary>Everything a default web ACL should block; compressed bodies included.</summary>
    All = (1 << 11) - 1,
}

/// <summary>Asks for any of some faults. AWS has no such statement; managed rules use it.</summary>
public sealed record RequestFaultDefinition(RequestFaults Kinds) : StatementDefinition;
