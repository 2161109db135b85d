using System.Text.Json;

namespace Redoubt.Tools.Shapes;

/// <summary>All shapes that some operations need, and which of them can be part of an input.</summary>
sealed class Reach(Model model)
{
    readonly Dictionary<string, bool> shapes = new(StringComparer.Ordinal);

    /// <summary>The names in ordinal order.</summary>
    public IEnumerable<string> All => shapes.Keys.Order(StringComparer.Ordinal);

    public bool IsInput(string shape) => shapes[shape];

    public void Add(string name, bool input)
    {
        if (shapes.TryGetValue(name, out var known) && (known || !input)) return;
        shapes[name] = input;
        var shape = model.Shape(name);
        foreach (var child in Children(shape)) Add(child, input);
    }

    static IEnumerable<string> Children(JsonElement shape) => Model.Text(shape, "type") switch
    {
        "structure" when Model.Flag(shape, "document") => [],
        "structure" => shape.GetProperty("members").EnumerateObject().Select(member => Target(member.Value)),
        "list" => [Target(shape.GetProperty("member"))],
        "map" => [Target(shape.GetProperty("key")), Target(shape.GetProperty("value"))],
        _ => [],
    };

    static string Target(JsonElement place) => place.GetProperty("shape").GetString()!;
}
