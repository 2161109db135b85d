using Redoubt.Aws.Shapes;

namespace Redoubt.Aws;

/// <summary>
/// Checks an input against its model: required members, lengths, ranges, patterns and enumerations, all the way down.
/// Every violation is reported in one error, in AWS's words. Sensitive values and blobs are never echoed.
/// </summary>
public static class Validation
{
    /// <exception cref="AwsError">ValidationException, or ValidationError in the query protocol.</exception>
    public static void Check(OperationShape operation, object input)
    {
        if (!operation.Input.IsConstrained) return;
        var violations = default(Violations);
        Members(ref violations, operation.Input, input, null, false);
        if (violations.Count == 0) return;
        var code = operation.Service?.Protocol == ProtocolKind.Query ? "ValidationError" : "ValidationException";
        throw new AwsError(code, 400, violations.ToString());
    }

    static void Members(ref Violations violations, StructureShape shape, object instance, ValuePath? path, bool isSensitive)
    {
        foreach (var member in shape.Members)
        {
            if (member.Get(instance) is { } value)
                Value(ref violations, member.Target, value, path, member.PathName, isSensitive || shape.IsSensitive || member.IsSensitive);
            else if (member.IsRequired)
                violations.Add("Value null", path, member.PathName, "Member must not be null");
        }
    }

    static void Value(ref Violations violations, Shape shape, object value, ValuePath? path, string name, bool isSensitive)
    {
        isSensitive |= shape.IsSensitive;
        if (shape.Constraints is { } constraints) Own(ref violations, constraints, shape, value, path, name, isSensitive);
        switch (shape)
        {
            case StructureShape { IsConstrained: true } structure:
                Members(ref violations, structure, value, new(path, name), isSensitive);
                break;
            case ListShape list:
                Items(ref violations, list, value, path, name, isSensitive);
                break;
            case MapShape map:
                Entries(ref violations, map, value, path, name, isSensitive);
                break;
        }
    }

    // What a value itself violates: the pattern first, then the bounds, then the enumeration.
    static void Own(ref Violations violations, Constraints constraints, Shape shape, object value, ValuePath? path, string name, bool isSensitive)
    {
        if (constraints.Matcher is { } pattern && value is string text && !pattern.Matches(text))
            violations.Add(Echo.Of(shape, value, isSensitive), path, name, Words.Pattern(constraints));
        if (shape.Kind != ShapeKind.Stream)
        {
            var size = Size(shape, value);
            if (size > constraints.Max) violations.Add(Echo.Of(shape, value, isSensitive), path, name, Words.Max(shape, constraints));
            if (size < constraints.Min) violations.Add(Echo.Of(shape, value, isSensitive), path, name, Words.Min(shape, constraints));
        }
        if (!constraints.Allows(value as string)) violations.Add(Echo.Of(shape, value, isSensitive), path, name, Words.Values(constraints));
    }

    // Single values in a list are reported together, at the list.
    static void Items(ref Violations violations, ListShape list, object items, ValuePath? path, string name, bool isSensitive)
    {
        var shape = list.Element.Target;
        isSensitive |= list.Element.IsSensitive || shape.IsSensitive;
        var isNested = shape.Kind is ShapeKind.Structure or ShapeKind.List or ShapeKind.Map;
        if (!isNested && shape.Constraints is null || shape is StructureShape { IsConstrained: false }) return;
        for (var i = 0; i < list.Access.Count(items); i++)
        {
            if (list.Access.At(items, i) is not { } item) continue;
            if (isNested) Value(ref violations, shape, item, new(path, name, i + 1), "member", isSensitive);
            else if (Fails(shape, item))
            {
                violations.Add(Echo.Of(list, items, isSensitive), path, name, Words.All("Member must", shape));
                return;
            }
        }
    }

    static void Entries(ref Violations violations, MapShape map, object entries, ValuePath? path, string name, bool isSensitive)
    {
        var (keys, values) = (map.Key.Target, map.Value.Target);
        isSensitive |= map.Key.IsSensitive || map.Value.IsSensitive || keys.IsSensitive || values.IsSensitive;
        var isNested = values.Kind is ShapeKind.Structure or ShapeKind.List or ShapeKind.Map;
        if (keys.Constraints is null && values.Constraints is null && !isNested) return;
        var (keyFails, valueFails) = (false, false);
        foreach (var (key, value) in map.Access.Entries(entries))
        {
            keyFails |= keys.Constraints is not null && Fails(keys, key);
            if (isNested && value is not null) Value(ref violations, values, value, new(path, name, isSensitive ? "*" : Echo.Bounded(key)), "member", isSensitive);
            else valueFails |= values.Constraints is not null && value is not null && Fails(values, value);
        }
        if (keyFails) violations.Add(Echo.Of(map, entries, isSensitive), path, name, Words.All("Map keys must", keys));
        if (valueFails) violations.Add(Echo.Of(map, entries, isSensitive), path, name, Words.All("Map value must", values));
    }

    static bool Fails(Shape shape, object value)
    {
        var constraints = shape.Constraints!;
        var size = Size(shape, value);
        return size > constraints.Max || size < constraints.Min || !constraints.Allows(value as string)
            || (value is string text && constraints.Matcher is { } pattern && !pattern.Matches(text));
    }

    static double Size(Shape shape, object value) => value switch
    {
        string text => Characters(text),
        byte[] bytes => bytes.Length,
        int number => number,
        long number => number,
        float number => number,
        double number => number,
        _ when shape is ListShape list => list.Access.Count(value),
        _ when shape is MapShape map => map.Access.Count(value),
        _ => throw new NotSupportedException($"{shape} has no bounds"),
    };

    // A character beyond 16 bits counts once.
    static int Characters(string text)
    {
        var pairs = 0;
        foreach (var character in text)
            if (char.IsLowSurrogate(character)) pairs++;
        return text.Length - pairs;
    }
}
