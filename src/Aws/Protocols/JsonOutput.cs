using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>Writes instances as JSON; what is not set is left out.</summary>
static class JsonOutput
{
    // The answer is never part of a page: nothing needs escaping but what JSON demands.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, Options);

    public static void Write(StructureShape shape, object? instance, IBufferWriter<byte> output)
    {
        using var writer = Writer(output);
        writer.WriteStartObject();
        if (instance is not null) Members(writer, shape, instance);
        writer.WriteEndObject();
    }

    public static void WriteValue(Member member, object value, IBufferWriter<byte> output)
    {
        using var writer = Writer(output);
        Value(writer, member, value);
    }

    public static void Members(Utf8JsonWriter writer, StructureShape shape, object instance)
    {
        foreach (var member in shape.Body)
        {
            if (member.Get(instance) is not { } value) continue;
            writer.WritePropertyName(member.JsonName);
            Value(writer, member, value);
        }
    }

    static void Value(Utf8JsonWriter writer, Member member, object? value)
    {
        switch (member.Target, value)
        {
            case (_, null):
                writer.WriteNullValue();
                break;
            case (_, string text):
                writer.WriteStringValue(text);
                break;
            case (_, byte[] bytes):
                writer.WriteBase64StringValue(bytes);
                break;
            case (_, bool truth):
                writer.WriteBooleanValue(truth);
                break;
            case (_, int number):
                writer.WriteNumberValue(number);
                break;
            case (_, long number):
                writer.WriteNumberValue(number);
                break;
            case (_, float number):
                if (ScalarText.Word(number) is { } word) writer.WriteStringValue(word);
                else writer.WriteNumberValue(number);
                break;
            case (_, double number):
                if (ScalarText.Word(number) is { } wideWord) writer.WriteStringValue(wideWord);
                else writer.WriteNumberValue(number);
                break;
            case (_, DateTimeOffset time):
                Timestamp(writer, member.TimestampFormat ?? TimestampFormat.Epoch, time);
                break;
            case (_, JsonNode document):
                document.WriteTo(writer);
                break;
            case (StructureShape structure, _):
                writer.WriteStartObject();
                Members(writer, structure, value);
                writer.WriteEndObject();
                break;
            case (ListShape list, _):
                writer.WriteStartArray();
                for (var i = 0; i < list.Access.Count(value); i++) Value(writer, list.Element, list.Access.At(value, i));
                writer.WriteEndArray();
                break;
            case (MapShape map, _):
                writer.WriteStartObject();
                foreach (var (key, item) in map.Access.Entries(value))
                {
                    writer.WritePropertyName(key);
                    Value(writer, map.Value, item);
                }
                writer.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"{member} cannot be written as JSON");
        }
    }

    static void Timestamp(Utf8JsonWriter writer, TimestampFormat format, DateTimeOffset time)
    {
        if (format == TimestampFormat.Epoch) writer.WriteNumberValue(Timestamps.EpochSeconds(time));
        else writer.WriteStringValue(Timestamps.Format(time, format));
    }
}
