using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Audit;

/// <summary>
/// Writes an input or output into an audit record as CloudTrail does: members in lower camel case, sensitive values hidden,
/// binary ones and streams left out, since they are plaintext, ciphertext or bulk.
/// </summary>
static class RecordMembers
{
    const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

    // What one text in a record may take; the whole is bounded by whoever writes the record.
    const int MaxText = 16 * 1024;

    public static void Write(Utf8JsonWriter json, StructureShape shape, object value, IReadOnlyDictionary<string, string>? more = null)
    {
        json.WriteStartObject();
        foreach (var member in shape.Members)
        {
            if (member.Target.Kind is ShapeKind.Blob or ShapeKind.Stream || member.Get(value) is not { } set) continue;
            json.WritePropertyName(member.RecordName);
            if (member.IsSensitive || member.Target.IsSensitive) json.WriteStringValue(Hidden);
            else Write(json, member.Target, set);
        }
        if (more is not null)
            foreach (var (name, text) in more) json.WriteString(name, text);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Shape shape, object? value)
    {
        switch (shape, value)
        {
            case (_, null): json.WriteNullValue(); break;
            case ({ IsSensitive: true }, _): json.WriteStringValue(Hidden); break;
            case (StructureShape structure, _): Write(json, structure, value); break;
            case (ListShape list, IEnumerable items): WriteList(json, list.Element.Target, items); break;
            case (MapShape map, IDictionary pairs): WriteMap(json, map.Value.Target, pairs); break;
            case (_, string text): json.WriteStringValue(text.AsSpan(0, Math.Min(text.Length, MaxText))); break;
            case (_, int number): json.WriteNumberValue(number); break;
            case (_, long number): json.WriteNumberValue(number); break;
            case (_, bool flag): json.WriteBooleanValue(flag); break;
            case (_, double number): WriteNumber(json, number); break;
            case (_, float number): WriteNumber(json, number); break;
            case (_, DateTimeOffset time): json.WriteStringValue(AuditRecord.Time(time)); break;
            case (_, JsonNode node): node.WriteTo(json); break;
            default: json.WriteNullValue(); break;
        }
    }

    static void WriteList(Utf8JsonWriter json, Shape element, IEnumerable items)
    {
        json.WriteStartArray();
        if (element.Kind is not ShapeKind.Blob)
            foreach (var item in items) Write(json, element, item);
        json.WriteEndArray();
    }

    static void WriteMap(Utf8JsonWriter json, Shape element, IDictionary pairs)
    {
        json.WriteStartObject();
        if (element.Kind is not ShapeKind.Blob)
            foreach (DictionaryEntry pair in pairs)
            {
                json.WritePropertyName((string)pair.Key);
                Write(json, element, pair.Value);
            }
        json.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(number.ToString());
    }
}
