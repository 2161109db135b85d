using System.Globalization;
using System.Text;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws;

/// <summary>What validation found; the first <see cref="MaxDescribed"/> are described, all are counted.</summary>
struct Violations
{
    public const int MaxDescribed = 20;

    StringBuilder? text;

    public int Count { get; private set; }

    public void Add(string subject, ValuePath? path, string name, string constraint)
    {
        if (++Count > MaxDescribed) return;
        text ??= new();
        if (Count > 1) text.Append("; ");
        text.Append(subject).Append(" at '").Append(new ValuePath(path, name)).Append("' failed to satisfy constraint: ").Append(constraint);
    }

    public override readonly string ToString() => $"{Count} validation error{(Count == 1 ? "" : "s")} detected: {text}";
}

/// <summary>Where a value stands, such as <c>tags.1.member.tagKey</c>; made only on the way down.</summary>
sealed class ValuePath(ValuePath? parent, string step)
{
    public ValuePath(ValuePath? parent, string name, int item) : this(parent, $"{name}.{item.ToString(CultureInfo.InvariantCulture)}") { }

    public ValuePath(ValuePath? parent, string name, string key) : this(parent, $"{name}.{key}") { }

    public override string ToString() => parent is null ? step : $"{parent}.{step}";
}

/// <summary>How a value is shown in an error: not at all where it is sensitive, and never longer than <see cref="MaxLength"/>.</summary>
static class Echo
{
    public const int MaxLength = 1024;

    public static string Of(Shape shape, object value, bool isSensitive) => (isSensitive ? null : Text(shape, value)) is { } text ? $"Value '{Bounded(text)}'" : "Value";

    public static string Bounded(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");

    // Lists and maps of single values are shown as Java would; what has structures in it is not.
    static string? Text(Shape shape, object value) => shape switch
    {
        ListShape list when IsText(list.Element.Target) => $"[{string.Join(", ", Items(list, value))}]",
        MapShape map when IsText(map.Value.Target) => $"{{{string.Join(", ", map.Access.Entries(value).Take(MaxLength).Select(entry => $"{entry.Key}={entry.Value}"))}}}",
        _ when IsText(shape) => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    static IEnumerable<object?> Items(ListShape list, object value) =>
        Enumerable.Range(0, Math.Min(list.Access.Count(value), MaxLength)).Select(i => list.Access.At(value, i));

    static bool IsText(Shape shape) => shape.Kind is ShapeKind.String or ShapeKind.Integer or ShapeKind.Long or ShapeKind.Float or ShapeKind.Double;
}

/// <summary>AWS's words for what a value must satisfy.</summary>
static class Words
{
    public static string Pattern(Constraints constraints) => $"Member must satisfy regular expression pattern: {constraints.Pattern}";

    public static string Max(Shape shape, Constraints constraints) => $"Member must have {Measure(shape)} less than or equal to {Number(constraints.Max)}";

    public static string Min(Shape shape, Constraints constraints) => $"Member must have {Measure(shape)} greater than or equal to {Number(constraints.Min)}";

    public static string Values(Constraints constraints) => $"Member must satisfy enum value set: [{string.Join(", ", constraints.Values!)}]";

    /// <summary>Everything a shape demands, as it is said about the items of a list or map.</summary>
    /// <param name="subject"><c>Member must</c>, <c>Map keys must</c> or <c>Map value must</c>.</param>
    public static string All(string subject, Shape shape)
    {
        var constraints = shape.Constraints!;
        var all = new List<string>();
        if (constraints.Max is not null) all.Add(Max(shape, constraints));
        if (constraints.Min is not null) all.Add(Min(shape, constraints));
        if (constraints.Pattern is not null) all.Add(Pattern(constraints));
        if (constraints.Values is not null) all.Add(Values(constraints));
        return $"{subject} satisfy constraint: [{string.Join(", ", all)}]";
    }

    static string Measure(Shape shape) =>
        shape.Kind is ShapeKind.Integer or ShapeKind.Long or ShapeKind.Float or ShapeKind.Double ? "value" : "length";

    static string? Number(double? bound) => bound?.ToString("0.############", CultureInfo.InvariantCulture);
}
