using System.Text;
using System.Text.Json;

namespace Redoubt.Aws.Shapes;

/// <summary>
/// One place for a value: a structure's member, a list's element, a map's key or value,
/// with everything a protocol must know to bind it.
/// </summary>
/// <param name="name">The member's name, as the class has it.</param>
/// <param name="wireName">Its name on the wire: of the JSON member, XML element, header, query parameter or URI label.</param>
public sealed class Member(string name, string wireName, Shape target)
{
    public string Name { get; } = name;

    public string WireName { get; } = wireName;

    /// <summary>The name in the paths of validation errors: the first letter is small.</summary>
    public string PathName { get; } = char.ToLowerInvariant(name[0]) + name[1..];

    public Shape Target { get; } = target;

    public MemberLocation Location { get; init; }

    /// <summary>The list or map has no element of its own around its items.</summary>
    public bool IsFlattened { get; init; }

    public bool IsXmlAttribute { get; init; }

    public XmlNamespace? XmlNamespace { get; init; }

    /// <summary>Null for what the protocol and location use without being told.</summary>
    public TimestampFormat? TimestampFormat { get; init; }

    /// <summary>The string is JSON, carried in base64 where it stands in a header.</summary>
    public bool IsJsonText { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Clients fill it in by themselves so that a repeated request is recognised.</summary>
    public bool IsIdempotencyToken { get; init; }

    /// <summary>The value must never be logged, audited or echoed.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Clients put it in front of the host name as well.</summary>
    public bool IsHostLabel { get; init; }

    /// <summary>Reads and writes the member of an instance; null for elements, keys and values.</summary>
    public MemberAccess? Access { get; init; }

    /// <summary>The wire name as JSON wants it written.</summary>
    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(wireName);

    /// <summary>The name in audit records: the model's in lower camel case.</summary>
    public JsonEncodedText RecordName { get; } = JsonEncodedText.Encode(char.ToLowerInvariant(name[0]) + name[1..]);

    /// <summary>The wire name in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8Name => utf8Name;

    readonly byte[] utf8Name = Encoding.UTF8.GetBytes(wireName);

    /// <summary>The member's value, null where it is not set.</summary>
    public object? Get(object owner) => Access!.Get(owner);

    public void Set(object owner, object? value) => Access!.Set(owner, value);

    public override string ToString() => $"{Name}: {Target}";
}

/// <summary>Reads and writes one member of instances of one type.</summary>
public abstract class MemberAccess
{
    public abstract object? Get(object owner);

    public abstract void Set(object owner, object? value);
}
