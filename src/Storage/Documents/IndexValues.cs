using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Redoubt.Storage;

/// <summary>
/// The values by which a document is found, taken from its JSON when it is written. They have columns of their own rather than
/// expressions over the JSON: both databases then compare the same bytes, and neither needs to understand the document.
/// </summary>
static class IndexValues
{
    const int MaxPlain = 512;

    /// <summary>The values of <paramref name="names"/> in order; null where the document has none.</summary>
    /// <exception cref="ArgumentException">A member is an object or array.</exception>
    public static string?[] Of(ReadOnlySpan<byte> body, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return [];
        var values = new string?[names.Count];
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(json, names);
            json.Read();
            if (index >= 0) values[index] = Value(json, names[index]);
            json.Skip();
        }

        return values;
    }

    /// <summary>A value as its column holds it: itself, or its hash where it is too long for an index entry or holds a NUL.</summary>
    public static string Key(string value) =>
        (value.Length <= MaxPlain / 3 || Encoding.UTF8.GetByteCount(value) <= MaxPlain) && !value.Contains('\0') && !value.StartsWith('\u0001')
            ? value
            : "\u0001" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    static int IndexOf(in Utf8JsonReader json, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
            if (json.ValueTextEquals(names[i])) return i;
        return -1;
    }

    static string? Value(in Utf8JsonReader json, string name) => json.TokenType switch
    {
        JsonTokenType.String => Key(json.GetString()!),
        JsonTokenType.Null => null,
        JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new ArgumentException($"the indexed member `{name}` is not a string, number or boolean"),
    };
}
