using System.Globalization;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// Reads the query protocol's form, whose field names are paths such as <c>Tags.member.1.Key</c>.
/// At most <see cref="MaxFields"/> fields and <see cref="MaxDepth"/> steps; a field twice is refused; unknown ones are skipped.
/// </summary>
static class FormInput
{
    public const int MaxFields = 10_000;
    public const int MaxDepth = 32;

    public static object Read(StructureShape shape, ReadOnlySpan<char> form)
    {
        var instance = shape.Create();
        Structure(Parse(form), shape, instance);
        return instance;
    }

    static Node Parse(ReadOnlySpan<char> form)
    {
        var root = new Node();
        var fields = 0;
        foreach (var range in form.Split('&'))
        {
            var field = form[range];
            if (field.IsEmpty) continue;
            if (++fields > MaxFields) throw Errors.QueryString();
            var equals = field.IndexOf('=');
            var rawValue = equals < 0 ? default : field[(equals + 1)..];
            if (!ScalarText.TryUnescape(equals < 0 ? field : field[..equals], ' ', out var name) || !ScalarText.TryUnescape(rawValue, ' ', out var value))
                throw Errors.QueryString();
            var node = root.Descend(name);
            if (node.Value is not null) throw Errors.Input($"Duplicate parameter: {Shown(name)}");
            node.Value = value;
        }
        return root;
    }

    static void Structure(Node node, StructureShape shape, object instance)
    {
        var set = 0;
        foreach (var member in shape.Members)
        {
            if (node.Child(member.WireName) is not { } child) continue;
            member.Set(instance, Value(child, member));
            set++;
        }
        if (shape.IsUnion && set != 1) throw Errors.Input("Exactly one member of a union must be set");
    }

    static object? Value(Node node, Member member)
    {
        switch (member.Target)
        {
            case StructureShape structure:
                if (node.Value is { Length: > 0 }) throw Errors.Input($"Unexpected value for structure {member.WireName}");
                var instance = structure.Create();
                Structure(node, structure, instance);
                return instance;
            case ListShape list:
                return List(node, list, member.IsFlattened);
            case MapShape map:
                return Map(node, map, member.IsFlattened);
            default:
                if (node.HasChildren || node.Value is null) throw Errors.Input($"Unexpected complex element termination: {member.WireName}");
                return ScalarText.TryParse(member.Target, node.Value, member.TimestampFormat ?? TimestampFormat.Iso8601, out var value)
                    ? value
                    : throw Errors.Input($"Invalid value for {member.WireName}: not {(member.Target.Kind == ShapeKind.Integer ? "an" : "a")} {member.Target.Kind}");
        }
    }

    static object List(Node node, ListShape list, bool flattened)
    {
        var items = list.Access.Create();
        if (node.Value is { Length: > 0 }) throw Errors.Input("Unexpected value for a list");
        foreach (var item in Numbered(flattened ? node : node.Child(list.Element.WireName)))
            list.Access.Add(items, Value(item, list.Element));
        return items;
    }

    static object Map(Node node, MapShape map, bool flattened)
    {
        var entries = map.Access.Create();
        if (node.Value is { Length: > 0 }) throw Errors.Input("Unexpected value for a map");
        foreach (var entry in Numbered(flattened ? node : node.Child("entry")))
        {
            if (entry.Child(map.Key.WireName) is not { Value: { } key, HasChildren: false }) throw Errors.Input("A map's entry has no key");
            if (entry.Child(map.Value.WireName) is not { } value) throw Errors.Input("A map's entry has no value");
            if (!map.Access.TryAdd(entries, key, Value(value, map.Value))) throw Errors.Input("A map must not contain a key twice");
        }
        return entries;
    }

    // Items are numbered from 1 without gaps, in any order.
    static IEnumerable<Node> Numbered(Node? node)
    {
        if (node is null) yield break;
        for (var i = 1; i <= node.Count; i++)
            yield return node.Child(i.ToString(CultureInfo.InvariantCulture)) ?? throw Errors.Input("The items of a list are numbered from 1 without gaps");
    }

    static string Shown(string name) => name.Length > 100 ? name[..100] : name;

    // One step of a path: what stands there, and what stands below.
    sealed class Node
    {
        Dictionary<string, Node>? children;

        public string? Value { get; set; }

        public bool HasChildren => children is not null;

        public int Count => children?.Count ?? 0;

        public Node? Child(string name) => children?.GetValueOrDefault(name);

        public Node Descend(string path)
        {
            var node = this;
            var steps = 0;
            foreach (var range in path.AsSpan().Split('.'))
            {
                if (++steps > MaxDepth) throw Errors.QueryString();
                var below = (node.children ??= new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
                var step = path.AsSpan(range);
                if (!below.TryGetValue(step, out var child)) below[step] = child = new();
                node = child;
            }
            return node;
        }
    }
}
