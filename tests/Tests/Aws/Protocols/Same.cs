using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Redoubt.Tests.Aws.Protocols;

/// <summary>Compares instances and messages by meaning; says where they differ.</summary>
static class Same
{
    /// <summary>Null where two instances are equal, else what is different.</summary>
    public static string? Instances(object? expected, object? actual, string path = "$")
    {
        switch (expected, actual)
        {
            case (null, null):
                return null;
            case (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b):
                var missing = a.Keys.Except(b.Keys).Concat(b.Keys.Except(a.Keys)).FirstOrDefault();
                if (missing is not null) return $"{path}.{missing} is there on one side only";
                return a.Select(entry => Instances(entry.Value, b[entry.Key], $"{path}.{entry.Key}")).FirstOrDefault(difference => difference is not null);
            case (byte[] a, byte[] b):
                return a.AsSpan().SequenceEqual(b) ? null : $"{path}: {Convert.ToHexString(a)} and {Convert.ToHexString(b)}";
            case (Stream a, Stream b):
                return Instances(Bytes(a), Bytes(b), path);
            case (IReadOnlyList<object?> a, IReadOnlyList<object?> b):
                if (a.Count != b.Count) return $"{path}: {a.Count} and {b.Count} items";
                return a.Select((item, i) => Instances(item, b[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            case (JsonNode a, JsonNode b):
                return Json(a, b, path);
            default:
                return Equals(expected, actual) ? null : $"{path}: {expected ?? "null"} and {actual ?? "null"}";
        }
    }

    public static string? Json(JsonNode? expected, JsonNode? actual, string path = "$")
    {
        if (expected is JsonObject a && actual is JsonObject b)
        {
            var missing = a.Select(p => p.Key).Except(b.Select(p => p.Key)).Concat(b.Select(p => p.Key).Except(a.Select(p => p.Key))).FirstOrDefault();
            if (missing is not null) return $"{path}.{missing} is there on one side only";
            return a.Select(p => Json(p.Value, b[p.Key], $"{path}.{p.Key}")).FirstOrDefault(difference => difference is not null);
        }
        if (expected is JsonArray list && actual is JsonArray other)
            return list.Count != other.Count ? $"{path}: {list.Count} and {other.Count} items"
                : list.Select((item, i) => Json(item, other[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
        return JsonNode.DeepEquals(expected, actual) ? null : $"{path}: {expected?.ToJsonString()} and {actual?.ToJsonString()}";
    }

    /// <summary>Compares elements, attributes, namespaces and text; the order counts only among elements of one name.</summary>
    public static string? Xml(string expected, string actual)
    {
        var a = Canonical(XDocument.Parse(expected.Trim(), LoadOptions.PreserveWhitespace).Root!).ToString(SaveOptions.DisableFormatting);
        var b = Canonical(XDocument.Parse(actual, LoadOptions.PreserveWhitespace).Root!).ToString(SaveOptions.DisableFormatting);
        return a == b ? null : $"{a}\n     and {b}";
    }

    static XElement Canonical(XElement element)
    {
        var canonical = new XElement(element.Name, element.Attributes().Where(a => a.Name != "xmlns").OrderBy(a => a.Name.ToString(), StringComparer.Ordinal));
        if (element.HasElements) canonical.Add(element.Elements().Select(Canonical).OrderBy(child => child.Name.ToString(), StringComparer.Ordinal));
        else canonical.Add(element.Value.Contains('\n') && element.Value.Trim().Length == 0 ? "" : element.Value);
        return canonical;
    }

    static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
