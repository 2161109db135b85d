using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws.Protocols;

/// <summary>
/// Contracts made from a model at run time, with dictionaries as instances: what the published cases are written for.
/// </summary>
sealed class ModelShapes(JsonElement shapes)
{
    readonly Dictionary<string, StructureShape> structures = [];

    public static StructureShape Empty { get; } = new("Empty", () => [], () => new Dictionary<string, object?>());

    public StructureShape Structure(string name)
    {
        if (structures.TryGetValue(name, out var known)) return known;
        var model = shapes.GetProperty(name);
        return structures[name] = new(name, () => Members(model), () => new Dictionary<string, object?>())
        {
            IsUnion = Flag(model, "union"),
            XmlName = Text(model, "locationName"),
            XmlNamespace = Namespace(model),
        };
    }

    public OperationShape Operation(JsonElement given)
    {
        var http = given.GetProperty("http");
        var hasOutput = given.TryGetProperty("output", out var output);
        return new(given.GetProperty("name").GetString()!,
            () => given.TryGetProperty("input", out var input) ? Structure(Text(input, "shape")!) : Empty,
            () => hasOutput ? Structure(Text(output, "shape")!) : Empty)
        {
            Method = Text(http, "method")!,
            Uri = new(Text(http, "requestUri")!),
            ResponseCode = http.TryGetProperty("responseCode", out var code) ? code.GetInt32() : 200,
            HasOutput = hasOutput,
            ResultWrapper = hasOutput ? Text(output, "resultWrapper") : null,
        };
    }

    /// <summary>What a case's parameters or result mean, as an instance of a shape; timestamps there are seconds, blobs plain text.</summary>
    public static object? Instance(Shape shape, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        switch (shape)
        {
            case StructureShape structure:
                var instance = structure.Create();
                foreach (var property in value.EnumerateObject())
                    if (property.Value.ValueKind != JsonValueKind.Null) structure.Find(property.Name)!.Set(instance, Instance(structure.Find(property.Name)!.Target, property.Value));
                return instance;
            case ListShape list:
                var items = list.Access.Create();
                foreach (var item in value.EnumerateArray()) list.Access.Add(items, Instance(list.Element.Target, item));
                return items;
            case MapShape map:
                var entries = map.Access.Create();
                foreach (var entry in value.EnumerateObject()) map.Access.TryAdd(entries, entry.Name, Instance(map.Value.Target, entry.Value));
                return entries;
        }
        return shape.Kind switch
        {
            ShapeKind.String => value.GetString(),
            ShapeKind.Integer => value.GetInt32(),
            ShapeKind.Long => value.GetInt64(),
            ShapeKind.Boolean => value.GetBoolean(),
            ShapeKind.Float => (float)Number(value),
            ShapeKind.Double => Number(value),
            ShapeKind.Blob => Encoding.UTF8.GetBytes(value.GetString()!),
            ShapeKind.Stream => new MemoryStream(Encoding.UTF8.GetBytes(value.GetString()!)),
            ShapeKind.Timestamp => DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(value.GetDouble() * 1000)),
            _ => JsonNode.Parse(value.GetRawText()),
        };
    }

    static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, _ => double.NegativeInfinity };

    Member[] Members(JsonElement model) => [.. model.GetProperty("members").EnumerateObject()
        .Select(member => Place(member.Value, member.Name, member.Name, Text(model, "payload") == member.Name, Required(model, member.Name)))];

    Member Place(JsonElement place, string name, string usual, bool payload, bool required)
    {
        var target = shapes.GetProperty(Text(place, "shape")!);
        return new(name, Text(place, "locationName") ?? usual, Target(place))
        {
            Location = payload ? MemberLocation.Payload : Text(place, "location") switch
            {
                "header" => MemberLocation.Header,
                "headers" => MemberLocation.Headers,
                "querystring" => MemberLocation.QueryString,
                "uri" => MemberLocation.Uri,
                "statusCode" => MemberLocation.StatusCode,
                _ => MemberLocation.Body,
            },
            IsFlattened = Flag(place, "flattened") || Flag(target, "flattened"),
            IsXmlAttribute = Flag(place, "xmlAttribute"),
            XmlNamespace = Namespace(place) ?? (Namespace(target) is { Prefix: not null } own ? own : null),
            TimestampFormat = (Text(place, "timestampFormat") ?? Text(target, "timestampFormat")) switch
            {
                "iso8601" => TimestampFormat.Iso8601,
                "rfc822" => TimestampFormat.Http,
                "unixTimestamp" => TimestampFormat.Epoch,
                _ => null,
            },
            IsJsonText = Flag(place, "jsonvalue"),
            IsRequired = required,
            Access = new Key(name),
        };
    }

    Shape Target(JsonElement place)
    {
        var name = Text(place, "shape")!;
        var model = shapes.GetProperty(name);
        switch (Text(model, "type"))
        {
            case "structure" when Flag(model, "document"):
                return new(ShapeKind.Document, name);
            case "structure":
                return Structure(name);
            case "list":
                return new ListShape(name, Place(model.GetProperty("member"), "member", "member", false, false), new ListAccess<object?>()) { IsSparse = IsSparse(name) };
            case "map":
                return new MapShape(name, Place(model.GetProperty("key"), "key", "key", false, false),
                    Place(model.GetProperty("value"), "value", "value", false, false), new MapAccess<object?>()) { IsSparse = IsSparse(name) };
            case "blob" when Flag(place, "streaming") || Flag(model, "streaming"):
                return new(ShapeKind.Stream, name);
            case var scalar:
                return new(Enum.Parse<ShapeKind>(scalar!, ignoreCase: true), name);
        }
    }

    // The cases' models have lost the trait; the names have kept it.
    static bool IsSparse(string name) => name.StartsWith("Sparse", StringComparison.Ordinal);

    static bool Required(JsonElement model, string member) =>
        model.TryGetProperty("required", out var names) && names.EnumerateArray().Any(name => name.GetString() == member);

    static XmlNamespace? Namespace(JsonElement place) =>
        place.TryGetProperty("xmlNamespace", out var xml)
            ? xml.ValueKind == JsonValueKind.String ? new(xml.GetString()!) : new(Text(xml, "uri")!, Text(xml, "prefix"))
            : null;

    static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    sealed class Key(string name) : MemberAccess
    {
        public override object? Get(object owner) => ((Dictionary<string, object?>)owner).GetValueOrDefault(name);

        public override void Set(object owner, object? value) => ((Dictionary<string, object?>)owner)[name] = value;
    }
}
