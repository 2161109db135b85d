using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// Reads JSON straight into instances. Strict: wrong types, numbers out of range, repeated members and a nesting deeper
/// than <see cref="MaxDepth"/> are refused; unknown members are skipped, as AWS does.
/// </summary>
static class JsonInput
{
    public const int MaxDepth = 64;

    static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a whole body; an empty one is an empty structure.</summary>
    /// <exception cref="AwsError">SerializationException.</exception>
    public static object Read(StructureShape shape, ReadOnlySpan<byte> json) => json.IsEmpty ? shape.Create() : Read(shape, json, shape.Create());

    /// <inheritdoc cref="Read(StructureShape, ReadOnlySpan{byte})"/>
    /// <param name="into">The instance whose body members are set.</param>
    public static object Read(StructureShape shape, ReadOnlySpan<byte> json, object into)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw Unexpected(ref reader, shape);
            Structure(ref reader, shape, into);
            return Whole(ref reader, into);
        }
        catch (JsonException)
        {
            throw Errors.Serialization("");
        }
    }

    /// <summary>Reads a whole body that is one value, such as a document.</summary>
    public static object? ReadValue(Member member, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            return Whole(ref reader, Value(ref reader, member));
        }
        catch (JsonException)
        {
            throw Errors.Serialization("");
        }
    }

    static T Whole<T>(ref Utf8JsonReader reader, T value) => reader.Read() ? throw Errors.Serialization("") : value;

    static void Structure(ref Utf8JsonReader reader, StructureShape shape, object instance)
    {
        var next = 0;
        var set = 0;
        var seen = new Seen(shape.Body.Length);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(ref reader, shape, ref next);
            reader.Read();
            if (member is null)
            {
                reader.Skip();
                continue;
            }
            if (!seen.First(next - 1)) throw Errors.Serialization($"Duplicate member: {member.WireName}");
            if (reader.TokenType == JsonTokenType.Null && member.Target.Kind != ShapeKind.Document) continue;
            member.Set(instance, Value(ref reader, member));
            set++;
        }
        if (shape.IsUnion && set != 1) throw Errors.Serialization("Exactly one member of a union must be set");
    }

    static Member? Find(ref Utf8JsonReader reader, StructureShape shape, ref int next) =>
        shape.Find(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Text(ref reader)) : reader.ValueSpan, ref next);

    static object? Value(ref Utf8JsonReader reader, Member member)
    {
        var shape = member.Target;
        switch (shape.Kind)
        {
            case ShapeKind.String when reader.TokenType == JsonTokenType.String:
                return Text(ref reader);
            case ShapeKind.Integer when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var integer):
                return integer;
            case ShapeKind.Long when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number):
                return number;
            case ShapeKind.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                return reader.TokenType == JsonTokenType.True;
            case ShapeKind.Double when TryGetDouble(ref reader, out var wide):
                return wide;
            case ShapeKind.Float when TryGetDouble(ref reader, out var wide) && (!double.IsFinite(wide) || float.IsFinite((float)wide)):
                return (float)wide;
            case ShapeKind.Blob when reader.TokenType == JsonTokenType.String:
                return Blob(ref reader);
            case ShapeKind.Timestamp:
                return Timestamp(ref reader, member);
            case ShapeKind.Structure when reader.TokenType == JsonTokenType.StartObject:
                var structure = (StructureShape)shape;
                var instance = structure.Create();
                Structure(ref reader, structure, instance);
                return instance;
            case ShapeKind.List when reader.TokenType == JsonTokenType.StartArray:
                return List(ref reader, (ListShape)shape);
            case ShapeKind.Map when reader.TokenType == JsonTokenType.StartObject:
                return Map(ref reader, (MapShape)shape);
            case ShapeKind.Document:
                return Document(ref reader);
            default:
                throw Unexpected(ref reader, shape);
        }
    }

    static object List(ref Utf8JsonReader reader, ListShape shape)
    {
        var list = shape.Access.Create();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null || shape.Element.Target.Kind == ShapeKind.Document)
                shape.Access.Add(list, Value(ref reader, shape.Element));
            else if (shape.IsSparse) shape.Access.Add(list, null);
            else throw Errors.Serialization("A list must not contain null");
        }
        return list;
    }

    static object Map(ref Utf8JsonReader reader, MapShape shape)
    {
        var map = shape.Access.Create();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader);
            reader.Read();
            var isNull = reader.TokenType == JsonTokenType.Null && shape.Value.Target.Kind != ShapeKind.Document;
            if (isNull && !shape.IsSparse) throw Errors.Serialization("A map must not contain null");
            if (!shape.Access.TryAdd(map, key, isNull ? null : Value(ref reader, shape.Value))) throw Errors.Serialization("A map must not contain a key twice");
        }
        return map;
    }

    static string Text(ref Utf8JsonReader reader)
    {
        try { return reader.GetString()!; }
        catch (InvalidOperationException) { throw Errors.Serialization(""); }
    }

    static bool TryGetDouble(ref Utf8JsonReader reader, out double number)
    {
        number = 0;
        if (reader.TokenType == JsonTokenType.String) return ScalarText.TryFromWord(Text(ref reader), out number);
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out number) && double.IsFinite(number);
    }

    static byte[] Blob(ref Utf8JsonReader reader)
    {
        // An escaped slash or plus is usual; anything else that is escaped is checked as text.
        if (reader.ValueIsEscaped) return ScalarText.FromBase64(Text(ref reader)) ?? throw Errors.Serialization("Invalid base64");
        return reader.ValueSpan.IndexOfAny(" \t\r\n"u8) < 0 && reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw Errors.Serialization("Invalid base64");
    }

    static DateTimeOffset Timestamp(ref Utf8JsonReader reader, Member member)
    {
        var format = member.TimestampFormat ?? TimestampFormat.Epoch;
        if (format != TimestampFormat.Epoch) return Parsed(ref reader, format, out var parsed) ? parsed : throw Unexpected(ref reader, member.Target);
        if (reader.TokenType != JsonTokenType.Number) throw Unexpected(ref reader, member.Target);
        return reader.TryGetDecimal(out var seconds) && Timestamps.TryFromEpoch(seconds, out var time) ? time : throw Errors.Serialization("A timestamp is out of range");
    }

    static bool Parsed(ref Utf8JsonReader reader, TimestampFormat format, out DateTimeOffset time)
    {
        time = default;
        return reader.TokenType == JsonTokenType.String && Timestamps.TryParse(Text(ref reader), format, out time);
    }

    // The depth is bounded by the reader's own limit.
    static JsonNode? Document(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return JsonValue.Create(Text(ref reader));
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.TokenType == JsonTokenType.True);
            case JsonTokenType.Number:
                if (reader.TryGetInt64(out var number)) return JsonValue.Create(number);
                return reader.TryGetDouble(out var wide) && double.IsFinite(wide) ? JsonValue.Create(wide) : throw Errors.Serialization("A number is out of range");
            case JsonTokenType.StartArray:
                var array = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) array.Add(Document(ref reader));
                return array;
            default:
                var document = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Text(ref reader);
                    reader.Read();
                    if (!document.TryAdd(name, Document(ref reader))) throw Errors.Serialization("A document must not contain a name twice");
                }
                return document;
        }
    }

    static AwsError Unexpected(ref Utf8JsonReader reader, Shape shape) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Errors.Serialization("Start of structure or map found where not expected."),
        JsonTokenType.StartArray => Errors.Serialization("Start of list found where not expected"),
        _ => Errors.Serialization($"{Token(reader.TokenType)} can not be converted to {Kind(shape.Kind)}"),
    };

    static string Token(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "STRING_VALUE",
        JsonTokenType.Number => "NUMBER_VALUE",
        JsonTokenType.True => "TRUE_VALUE",
        JsonTokenType.False => "FALSE_VALUE",
        _ => "NULL_VALUE",
    };

    static string Kind(ShapeKind kind) => kind switch
    {
        ShapeKind.Integer => "an Integer",
        ShapeKind.Structure => "a structure",
        ShapeKind.List => "a list",
        ShapeKind.Map => "a map",
        _ => $"a {kind}",
    };

    // Which members a structure has been given already.
    ref struct Seen(int count)
    {
        readonly bool[]? many = count > 64 ? new bool[count] : null;
        ulong few;

        public bool First(int index)
        {
            if (many is not null) return !many[index] && (many[index] = true);
            var bit = 1UL << index;
            var first = (few & bit) == 0;
            few |= bit;
            return first;
        }
    }
}
