namespace Redoubt.Aws.Shapes;

/// <summary>
/// A fact of the model about a member of a generated class. <see cref="At"/> says which part of the member it is about.
/// </summary>
public abstract class ShapeAttribute : Attribute
{
    /// <summary>Empty for the member itself, <c>*</c> for its elements or values, <c>#</c> for its keys; further characters go deeper.</summary>
    public string At { get; init; } = "";
}

/// <summary>The name on the wire, where it is not the property's; for elements, keys and values the XML element's.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class WireAttribute(string name) : ShapeAttribute
{
    public string Name { get; } = name;
}

/// <summary>Where the member is carried, if not in the body, and under which name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InAttribute(MemberLocation location, string? name = null) : ShapeAttribute
{
    public MemberLocation Location { get; } = location;

    public string? Name { get; } = name;
}

/// <summary>Minimum and maximum: of a number itself, of anything else's length. NaN for none.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class BoundsAttribute(double min = double.NaN, double max = double.NaN) : ShapeAttribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;
}

/// <summary>The pattern the whole string must match.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class PatternAttribute(string pattern) : ShapeAttribute
{
    public string Pattern { get; } = pattern;
}

/// <summary>The string is one of a class's constants.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class OneOfAttribute(Type values) : ShapeAttribute
{
    public Type Values { get; } = values;
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : ShapeAttribute;

/// <summary>Never logged, audited or echoed; on a class, all of it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
public sealed class SensitiveAttribute : ShapeAttribute;

[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class FlattenedAttribute : ShapeAttribute;

[AttributeUsage(AttributeTargets.Property)]
public sealed class XmlAttributeAttribute : ShapeAttribute;

/// <summary>The XML namespace of an element; on a class, of the element that carries it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
public sealed class NamespaceAttribute(string uri, string? prefix = null) : ShapeAttribute
{
    public string Uri { get; } = uri;

    public string? Prefix { get; } = prefix;
}

/// <summary>A timestamp in another form than the protocol's usual one.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class FormatAttribute(TimestampFormat format) : ShapeAttribute
{
    public TimestampFormat Format { get; } = format;
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class IdempotencyTokenAttribute : ShapeAttribute;

[AttributeUsage(AttributeTargets.Property)]
public sealed class HostLabelAttribute : ShapeAttribute;

/// <summary>The string is JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonTextAttribute : ShapeAttribute;

/// <summary>Exactly one of the properties is set.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnionAttribute : Attribute;

/// <summary>The XML element that carries the structure, where the model names it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class XmlNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
