using System.Collections.Frozen;

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

    /// <summary>True for an allowed value, and for every value where any is allowed.</summary>
    public bool Allows(string? value) => value is null || set is null || set.Contains(value);

    /// <summary><see cref="Pattern"/> made ready on first use; null where there is none.</summary>
    internal ModelPattern? Matcher => Pattern is null ? null : matcher ??= new(Pattern);

    ModelPattern? matcher;

    /// <summary>The allowed values in the model's order; null where any is.</summary>
    public IReadOnlyList<string>? Values
    {
        get;
        init
        {
            field = value;
            set = value?.ToFrozenSet(StringComparer.Ordinal);
        }
    }

    readonly FrozenSet<string>? set;
}
