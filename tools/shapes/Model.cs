using System.Text.Json;

namespace Redoubt.Tools.Shapes;

/// <summary>One service's model: the JSON as it is, with the questions the writers ask of it.</summary>
sealed class Model(ScopedService service, JsonElement root)
{
    public ScopedService Service { get; } = service;

    public JsonElement Metadata => root.GetProperty("metadata");

    public IEnumerable<JsonProperty> Operations => root.GetProperty("operations").EnumerateObject().OrderBy(o => o.Name, StringComparer.Ordinal);

    public IEnumerable<JsonProperty> Shapes => root.GetProperty("shapes").EnumerateObject().OrderBy(s => s.Name, StringComparer.Ordinal);

    public JsonElement Operation(string name) =>
        root.GetProperty("operations").TryGetProperty(name, out var operation)
            ? operation
            : throw new InvalidOperationException($"{Service.Model} has no operation `{name}`; its map names one that the model does not know");

    public JsonElement Shape(string name) => root.GetProperty("shapes").GetProperty(name);

    public string? Text(string metadata) => Metadata.TryGetProperty(metadata, out var value) ? value.GetString() : null;

    public string SigningName => Text("signingName") ?? Text("endpointPrefix")!;

    /// <summary>The name in ARNs and actions; only CloudWatch signs under another one.</summary>
    public string Id => SigningName == "monitoring" ? "cloudwatch" : SigningName;

    /// <summary>The protocols that clients may use, the model's favourite first.</summary>
    public string[] Protocols => Metadata.TryGetProperty("protocols", out var all)
        ? [.. all.EnumerateArray().Select(protocol => protocol.GetString()!)]
        : [Text("protocol")!];

    /// <summary>True where the trait is there and not false.</summary>
    public static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.False;

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];
}
