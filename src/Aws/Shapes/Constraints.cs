namespace Redoubt.Aws.Shapes;

/// <summary>
/// What a model demands of a value. Minimum and maximum mean characters of a string, bytes of a blob,
/// items of a list or map, and the value itself of a number.
/// </summary>
public sealed class Constraints
{
    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>As the model has it, in Java's dialect; the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The allowed values in the model's order; null where any is.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
