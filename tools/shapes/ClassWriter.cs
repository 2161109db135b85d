using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Redoubt.Tools.Shapes;

/// <summary>Writes the classes of structures and the constants of enumerations.</summary>
sealed class ClassWriter(Model model, Reach reach, StringBuilder text)
{
    public void Write(string name)
    {
        var shape = model.Shape(name);
        if (Model.Text(shape, "type") == "structure" && !Model.Flag(shape, "document")) Structure(name, shape);
        else if (shape.TryGetProperty("enum", out _)) Enumeration(name, shape);
    }

    public void WriteEmpty(string className)
    {
        Line();
        Line($"sealed class {className};");
    }

    void Enumeration(string name, JsonElement shape)
    {
        var className = Names.Class(name);
        Line();
        Line($"static class {className}");
        Line("{");
        foreach (var (constant, value) in Names.Constants(Model.Strings(shape, "enum"), className))
            Line($"    public const string {constant} = {ServiceWriter.Quote(value)};");
        Line("}");
    }

    void Structure(string name, JsonElement shape)
    {
        var className = Names.Class(name);
        var members = shape.GetProperty("members").EnumerateObject().ToList();
        var required = Model.Strings(shape, "required").ToHashSet(StringComparer.Ordinal);
        var payload = Model.Text(shape, "payload");
        var duplicate = members.GroupBy(member => Names.Property(member.Name, className)).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null) throw new InvalidOperationException($"{model.Service.Model}: two members of {name} would be called {duplicate.Key}");

        Line();
        if (Model.Flag(shape, "union")) Line("[Union]");
        if (Model.Flag(shape, "sensitive")) Line("[Sensitive]");
        if (Model.Text(shape, "locationName") is { } xmlName) Line($"[XmlName({ServiceWriter.Quote(xmlName)})]");
        if (shape.TryGetProperty("xmlNamespace", out var xml)) Line($"[{Namespace(xml, "")}]");
        if (members.Count == 0)
        {
            Line($"sealed class {className};");
            return;
        }
        Line($"sealed class {className}");
        Line("{");
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0) Line();
            Property(className, members[i], required.Contains(members[i].Name), members[i].Name == payload, reach.IsInput(name));
        }
        Line("}");
    }

    void Property(string className, JsonProperty member, bool required, bool payload, bool input)
    {
        var property = Names.Property(member.Name, className);
        var place = member.Value;
        var attributes = new List<string>();
        if (required && input) attributes.Add("Required");
        Binding(attributes, place, member.Name, property, payload);
        Flags(attributes, place);
        Facts(attributes, place, "", input);
        if (attributes.Count > 0) Line($"    [{string.Join(", ", attributes)}]");

        var type = Type(place);
        if (!required) Line($"    public {type}? {property} {{ get; init; }}");
        else if (!IsValue(type)) Line($"    public {type} {property} {{ get; init; }} = null!;");
        else if (!input) Line($"    public {type} {property} {{ get; init; }}");
        else
        {
            var field = Names.Field(property);
            Line($"    public {type} {property} {{ get => {field}.GetValueOrDefault(); init => {field} = value; }}");
            Line();
            Line($"    {type}? {field};");
        }
    }

    static void Binding(List<string> attributes, JsonElement place, string member, string property, bool payload)
    {
        var wire = Model.Text(place, "locationName") ?? member;
        var location = payload ? "Payload" : Model.Text(place, "location") switch
        {
            null => null,
            "header" => "Header",
            "headers" => "Headers",
            "querystring" => "QueryString",
            "uri" => "Uri",
            "statusCode" => "StatusCode",
            var other => throw new InvalidOperationException($"location `{other}` has no name here"),
        };
        if (location is not null) attributes.Add($"In(MemberLocation.{location}, {ServiceWriter.Quote(wire)})");
        else if (wire != property) attributes.Add($"Wire({ServiceWriter.Quote(wire)})");
    }

    static void Flags(List<string> attributes, JsonElement place)
    {
        if (Model.Flag(place, "idempotencyToken")) attributes.Add("IdempotencyToken");
        if (Model.Flag(place, "hostLabel")) attributes.Add("HostLabel");
        if (Model.Flag(place, "xmlAttribute")) attributes.Add("XmlAttribute");
        if (Model.Flag(place, "jsonvalue")) attributes.Add("JsonText");
    }

    // Facts of the shape behind a place, then of what is inside it.
    void Facts(List<string> attributes, JsonElement place, string at, bool input)
    {
        var name = Model.Text(place, "shape")!;
        var shape = model.Shape(name);
        var where = at.Length == 0 ? "" : $", At = \"{at}\"";
        var alone = at.Length == 0 ? "" : $"(At = \"{at}\")";
        if (Model.Flag(place, "flattened") || Model.Flag(shape, "flattened")) attributes.Add($"Flattened{alone}");
        if (Model.Flag(shape, "sensitive")) attributes.Add($"Sensitive{alone}");
        if (place.TryGetProperty("xmlNamespace", out var xml)) attributes.Add(Namespace(xml, where));
        else if (shape.TryGetProperty("xmlNamespace", out var own) && Model.Text(own, "prefix") is not null) attributes.Add(Namespace(own, where));
        if ((Model.Text(place, "timestampFormat") ?? Model.Text(shape, "timestampFormat")) is { } format)
            attributes.Add($"Format(TimestampFormat.{Format(format)}{where})");
        if (input) Constraints(attributes, name, shape, where);
        if (shape.TryGetProperty("member", out var element)) Inside(attributes, element, at + "*", "member", input);
        if (!shape.TryGetProperty("key", out var key)) return;
        Inside(attributes, key, at + "#", "key", input);
        Inside(attributes, shape.GetProperty("value"), at + "*", "value", input);
    }

    void Inside(List<string> attributes, JsonElement place, string at, string usual, bool input)
    {
        if (Model.Text(place, "locationName") is { } wire && wire != usual) attributes.Add($"Wire({ServiceWriter.Quote(wire)}, At = \"{at}\")");
        Facts(attributes, place, at, input);
    }

    static void Constraints(List<string> attributes, string name, JsonElement shape, string where)
    {
        var min = shape.TryGetProperty("min", out var low) ? low.GetDouble() : double.NaN;
        var max = shape.TryGetProperty("max", out var high) ? high.GetDouble() : double.NaN;
        if (!double.IsNaN(min) || !double.IsNaN(max))
        {
            var bounds = double.IsNaN(max) ? Number(min) : double.IsNaN(min) ? $"max: {Number(max)}" : $"{Number(min)}, {Number(max)}";
            attributes.Add($"Bounds({bounds}{where})");
        }
        if (Model.Text(shape, "pattern") is { } pattern) attributes.Add($"Pattern({ServiceWriter.Quote(pattern)}{where})");
        if (shape.TryGetProperty("enum", out _)) attributes.Add($"OneOf(typeof({Names.Class(name)}){where})");
    }

    string Type(JsonElement place)
    {
        var name = Model.Text(place, "shape")!;
        var shape = model.Shape(name);
        return Model.Text(shape, "type") switch
        {
            "structure" when Model.Flag(shape, "document") => "System.Text.Json.Nodes.JsonNode",
            "structure" => Names.Class(name),
            "list" => $"IReadOnlyList<{Type(shape.GetProperty("member"))}>",
            "map" => $"IReadOnlyDictionary<string, {Type(shape.GetProperty("value"))}>",
            "string" or "character" => "string",
            "integer" => "int",
            "long" => "long",
            "boolean" => "bool",
            "float" => "float",
            "double" => "double",
            "timestamp" => "DateTimeOffset",
            "blob" => Model.Flag(place, "streaming") || Model.Flag(shape, "streaming") ? "Stream" : "byte[]",
            var other => throw new InvalidOperationException($"shape type `{other}` has no .NET type here"),
        };
    }

    static bool IsValue(string type) => type is "int" or "long" or "bool" or "float" or "double" or "DateTimeOffset";

    static string Format(string format) => format switch
    {
        "iso8601" => "Iso8601",
        "rfc822" => "Http",
        "unixTimestamp" => "Epoch",
        _ => throw new InvalidOperationException($"timestamp format `{format}` has no name here"),
    };

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Namespace(JsonElement xml, string where)
    {
        var prefix = Model.Text(xml, "prefix") is { } given ? $", {ServiceWriter.Quote(given)}" : "";
        return $"Namespace({ServiceWriter.Quote(Model.Text(xml, "uri"))}{prefix}{where})";
    }

    void Line(string line = "") => text.Append(line).Append('\n');
}
