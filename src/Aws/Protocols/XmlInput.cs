using System.Xml;
using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>
/// Reads XML straight into instances, by local names. No DTD, no entities, a nesting of at most <see cref="MaxDepth"/>;
/// an element given twice is refused where the model has one; unknown elements are skipped.
/// </summary>
static class XmlInput
{
    public const int MaxDepth = 64;

    /// <summary>Sets the body members of an instance from a whole document.</summary>
    /// <exception cref="AwsError">MalformedXML.</exception>
    public static void Read(StructureShape shape, ReadOnlyMemory<byte> xml, object into)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = xml.Length + 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), settings);
            reader.MoveToContent();
            Structure(reader, shape, into);
            reader.MoveToContent();
            if (!reader.EOF) throw Errors.Xml();
        }
        catch (XmlException)
        {
            throw Errors.Xml();
        }
    }

    // The reader stands on the structure's start tag, and behind its end tag afterwards.
    static void Structure(XmlReader reader, StructureShape shape, object instance)
    {
        if (reader.Depth > MaxDepth) throw Errors.Xml();
        foreach (var member in shape.Body)
            if (member.IsXmlAttribute && Attribute(reader, member) is { } attribute) member.Set(instance, Scalar(member, attribute));
        var set = 0;
        if (!Enter(reader)) return;
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                Ignorable(reader);
                continue;
            }
            if (Find(shape, reader.LocalName) is not { } member)
            {
                reader.Skip();
                continue;
            }
            var before = member.Get(instance);
            if (before is null) set++;
            if (before is not null && !member.IsFlattened) throw Errors.Xml();
            member.Set(instance, member.IsFlattened ? Flattened(reader, member, before) : Value(reader, member));
        }
        reader.ReadEndElement();
        if (shape.IsUnion && set != 1) throw Errors.Xml();
    }

    static Member? Find(StructureShape shape, string localName)
    {
        foreach (var member in shape.Body)
            if (!member.IsXmlAttribute && member.WireName == localName) return member;
        return null;
    }

    static string? Attribute(XmlReader reader, Member member) =>
        member.WireName.IndexOf(':') is >= 0 and var colon && member.XmlNamespace is { } xml
            ? reader.GetAttribute(member.WireName[(colon + 1)..], xml.Uri)
            : reader.GetAttribute(member.WireName);

    static object? Value(XmlReader reader, Member member)
    {
        switch (member.Target)
        {
            case StructureShape structure:
                var instance = structure.Create();
                Structure(reader, structure, instance);
                return instance;
            case ListShape list:
                var items = list.Access.Create();
                Children(reader, list.Element.WireName, () => list.Access.Add(items, Value(reader, list.Element)));
                return items;
            case MapShape map:
                var entries = map.Access.Create();
                Children(reader, "entry", () => Entry(reader, map, entries));
                return entries;
            default:
                return Scalar(member, reader.ReadElementContentAsString());
        }
    }

    static object Flattened(XmlReader reader, Member member, object? before)
    {
        if (member.Target is MapShape map)
        {
            var entries = before ?? map.Access.Create();
            Entry(reader, map, entries);
            return entries;
        }
        var list = (ListShape)member.Target;
        var items = before ?? list.Access.Create();
        list.Access.Add(items, Value(reader, list.Element));
        return items;
    }

    static void Children(XmlReader reader, string name, Action read)
    {
        if (reader.Depth > MaxDepth) throw Errors.Xml();
        if (!Enter(reader)) return;
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element) Ignorable(reader);
            else if (reader.LocalName == name) read();
            else reader.Skip();
        }
        reader.ReadEndElement();
    }

    static void Entry(XmlReader reader, MapShape map, object entries)
    {
        string? key = null;
        object? value = null;
        if (!Enter(reader)) throw Errors.Xml();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element) Ignorable(reader);
            else if (reader.LocalName == map.Key.WireName && key is null) key = reader.ReadElementContentAsString();
            else if (reader.LocalName == map.Value.WireName && value is null) value = Value(reader, map.Value);
            else throw Errors.Xml();
        }
        reader.ReadEndElement();
        if (key is null || (value is null && !map.IsSparse) || !map.Access.TryAdd(entries, key, value)) throw Errors.Xml();
    }

    // Moves inside an element; false for one without content.
    static bool Enter(XmlReader reader)
    {
        var empty = reader.IsEmptyElement;
        reader.ReadStartElement();
        return !empty;
    }

    // Between elements there may be white space; text has no meaning there and no end tag may be missing.
    static void Ignorable(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.None || !reader.Read()) throw Errors.Xml();
    }

    static object? Scalar(Member member, string text) =>
        ScalarText.TryParse(member.Target, text, member.TimestampFormat ?? TimestampFormat.Iso8601, out var value) ? value : throw Errors.Xml();
}
