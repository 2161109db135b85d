namespace Redoubt.Aws.Shapes;

/// <summary>
/// The contract of one value on the wire: what protocols read and write and validation checks, whatever its instances are.
/// Immutable; scalar shapes are plain <see cref="Shape"/>s.
/// </summary>
/// <param name="name">The model's name; for shapes that C# has no class for, the kind's.</param>
public class Shape(ShapeKind kind, string name)
{
    public ShapeKind Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>Null where everything is allowed.</summary>
    public Constraints? Constraints { get; init; }

    /// <summary>The value must never be logged, audited or echoed.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The contract of a generated class, built once.</summary>
    public static StructureShape Of(Type type) => ClassShapes.Of(type);

    public override string ToString() => $"{Name} ({Kind})";
}
