namespace Redoubt.Aws.Shapes;

/// <summary>A map from strings; keys keep the order in which they were sent.</summary>
/// <param name="key">The keys; the wire name is the XML element's, <c>key</c> unless the model says otherwise.</param>
/// <param name="value">The values; likewise <c>value</c>.</param>
public sealed class MapShape(string name, Member key, Member value, MapAccess access) : Shape(ShapeKind.Map, name)
{
    public Member Key { get; } = key;

    public Member Value { get; } = value;

    /// <summary>Makes, fills and reads instances.</summary>
    public MapAccess Access { get; } = access;

    /// <summary>Null values are allowed and kept; otherwise they are dropped when read, as AWS does.</summary>
    public bool IsSparse { get; init; }
}

/// <summary>How maps of one value type are made, filled and read without knowing the type.</summary>
public abstract class MapAccess
{
    /// <summary>An empty map to <see cref="TryAdd"/> to.</summary>
    public abstract object Create();

    /// <summary>False where the key is there already.</summary>
    public abstract bool TryAdd(object map, string key, object? value);

    /// <summary>The value of a key, or null.</summary>
    public abstract object? Find(object map, string key);

    public abstract int Count(object map);

    public abstract IEnumerable<KeyValuePair<string, object?>> Entries(object map);
}

/// <inheritdoc cref="MapAccess"/>
public sealed class MapAccess<T> : MapAccess
{
    public override object Create() => new Dictionary<string, T>(StringComparer.Ordinal);

    public override bool TryAdd(object map, string key, object? value) => ((Dictionary<string, T>)map).TryAdd(key, (T)value!);

    public override object? Find(object map, string key) => ((IReadOnlyDictionary<string, T>)map).TryGetValue(key, out var value) ? value : null;

    public override int Count(object map) => ((IReadOnlyCollection<KeyValuePair<string, T>>)map).Count;

    public override IEnumerable<KeyValuePair<string, object?>> Entries(object map)
    {
        foreach (var (key, value) in (IEnumerable<KeyValuePair<string, T>>)map)
            yield return new(key, value);
    }
}
