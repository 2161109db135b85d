using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.WebUtilities;
using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>What the parsers promise, checked against the platform's own parsers where there are some.</summary>
static class Oracles
{
    /// <summary>Nothing between the separators is dropped.</summary>
    public static void Form(string text)
    {
        var texts = FieldReading.Read(new QueryTextsField(), FuzzRequest.WithTarget($"/?{text}"));
        var seen = texts.Sum(part => (long)part.Length);
        var sent = text.Count(c => c is not ('&' or '='));
        if (seen < sent) throw new BrokenPromise("some of the form is not seen");
    }

    public static void Json(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var mine = new JsonGrammar(text, new JsonNesting()).Holds(continues: false);
        var strings = new List<string>();
        var theirs = ReadJson(bytes, strings);
        if (theirs && !mine) throw new BrokenPromise("JSON that the platform reads is taken for a fault");
        if (mine && !theirs && System.Text.Unicode.Utf8.IsValid(bytes)) throw new BrokenPromise("JSON that the platform does not read is taken for JSON");
        if (!mine) return;
        var seen = FieldReading.Read(new JsonBodyField { Scope = MatchScope.All, Invalid = InvalidJson.NoMatch }, FuzzRequest.WithBody("application/json", text)).ToHashSet(StringComparer.Ordinal);
        if (text.Length % 7 != 6 && strings.Find(s => !seen.Contains(s)) is not null) throw new BrokenPromise("a string of JSON is not seen");
    }

    static bool ReadJson(byte[] bytes, List<string> strings)
    {
        try
        {
            ReadOnlySpan<byte> text = bytes;
            if (text.StartsWith("\uFEFF"u8)) text = text[3..];
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 500 });
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) Add(ref reader, strings);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A lone surrogate is no text to the platform.
    static void Add(ref Utf8JsonReader reader, List<string> strings)
    {
        try
        {
            strings.Add(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(reader.GetString()!)));
        }
        catch (InvalidOperationException)
        {
        }
    }

    public static void Xml(string text)
    {
        var request = FuzzRequest.WithBody("text/xml", text);
        var texts = FieldReading.Read(new XmlBodyField(OversizeHandling.Continue), request);
        var faults = FieldReading.Faults(request);
        if (ReadXml(text) is not { } theirs || text.Contains('\r') || request.BodyTruncated) return;
        if ((faults & RequestFaults.Xml) != 0) throw new BrokenPromise("XML that the platform reads is taken for a fault");
        var seen = string.Join('\n', texts.Select(Flat));
        foreach (var one in theirs)
            if (!seen.Contains(one, StringComparison.Ordinal)) throw new BrokenPromise("a text of XML is not seen");
    }

    // Texts and attribute values, white space aside; null for what is not XML.
    static List<string>? ReadXml(string text)
    {
        var found = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
            {
                if (reader.Depth > 900) return null;
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) found.Add(Flat(Bytes(reader.Value, text)));
                while (reader.NodeType is XmlNodeType.Element or XmlNodeType.Attribute && reader.MoveToNextAttribute()) found.Add(Flat(Bytes(reader.Value, text)));
            }
            return found;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // What a reference stands for is bytes of UTF-8 here; what was written as it is stays.
    static string Bytes(string value, string source)
    {
        var result = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
            if (rune.Value < 0x80 || rune.Value <= 0xFF && source.Contains((char)rune.Value)) result.Append((char)rune.Value);
            else result.Append(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(rune.ToString())));
        return result.ToString();
    }

    static string Flat(string text) => string.Concat(text.Where(c => c is not (' ' or '\t' or '\n') && c < 0x80));

    public static void Multipart(string text)
    {
        var request = FuzzRequest.WithBody(text);
        var texts = FieldReading.Read(new MultipartBodyField(OversizeHandling.Continue), request);
        if (request.Body.IsEmpty || FieldReading.Faults(request) != RequestFaults.None || !request.HeaderValue(0).StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return;
        var boundary = MediaType.Of(request).Boundary.ToString();
        var reader = new MultipartReader(boundary, new MemoryStream(request.Body.ToArray())) { HeadersCountLimit = 10_000, HeadersLengthLimit = 1 << 20 };
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            var content = new StreamReader(section.Body, Encoding.Latin1).ReadToEnd().TrimEnd('\r', '\n');
            if (content.Length == 0 || section.ContentDisposition?.Contains("filename", StringComparison.OrdinalIgnoreCase) == true) continue;
            if (content.EndsWith("--", StringComparison.Ordinal)) continue;
            if (!texts.Contains(content)) throw new BrokenPromise("the content of a part is not seen as one");
        }
    }

    public static void Transform(Transform transform, string text)
    {
        var output = new char[transform.MaxLength(text.Length)];
        var length = transform.Apply(text, output);
        var result = output.AsSpan(0, length);
        if (result.ContainsAnyExceptInRange('\0', '\xFF')) throw new BrokenPromise("a character is no byte");
        if (!transform.Affects(text) && !result.SequenceEqual(text)) throw new BrokenPromise("what is not affected is changed");
    }

    public static void Detect(Detector detector, string text)
    {
        var found = detector.Detect(text, out var start, out var length);
        if (found && (start < 0 || length < 0 || start + length > text.Length)) throw new BrokenPromise("what was found lies outside the text");
    }

    public static void Regex(string text)
    {
        var end = text.IndexOf('\n');
        var pattern = end < 0 ? text : text[..end];
        var subject = end < 0 ? text : text[(end + 1)..];
        if (BytePattern.Compile(pattern, out var fault) is not { } compiled)
        {
            if (fault is null) throw new BrokenPromise("a pattern is refused without a reason");
            return;
        }
        if (compiled.Match(subject, out _, out _) != Outcome.Match || compiled.Required is not { } required) return;
        var found = new ulong[(required.Length + 63) / 64];
        new LiteralAutomaton(required).Scan(subject, found);
        if (!found.AsSpan().ContainsAnyExcept(0UL)) throw new BrokenPromise("a pattern matches without any text that it needs");
    }
}
