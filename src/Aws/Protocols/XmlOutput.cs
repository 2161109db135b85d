using Redoubt.Aws.Shapes;

namespace Redoubt.Aws.Protocols;

/// <summary>Writes instances as XML; what is not set is left out.</summary>
static class XmlOutput
{
    /// <summary>Writes an element around a structure: attributes, then the other body members.</summary>
    public static void Element(XmlText xml, string name, XmlNamespace? ns, StructureShape shape, object? instance)
    {
        xml.Open(name).Namespace(ns);
        if (instance is not null) Attributes(xml, shape, instance);
        xml.Inside();
        if (instance is not null) Members(xml, shape, instance);
        xml.Close(name);
    }

    /// <summary>Writes the body members as elements one after the other.</summary>
    public static void Members(XmlText xml, StructureShape shape, object instance)
    {
        foreach (var member in shape.Body)
        {
            if (member.IsXmlAttribute || member.Get(instance) is not { } value) continue;
            if (!member.IsFlattened) Value(xml, member, member.WireName, value);
            else if (member.Target is MapShape map) Entries(xml, map, member.WireName, member.XmlNamespace, value);
            else Items(xml, (ListShape)member.Target, member.WireName, value);
        }
    }

    static void Attributes(XmlText xml, StructureShape shape, object instance)
    {
        foreach (var member in shape.Body)
            if (member.IsXmlAttribute && member.Get(instance) is { } value)
                xml.Attribute(member.WireName, ScalarText.Format(value, member.TimestampFormat ?? TimestampFormat.Iso8601));
    }

    static void Value(XmlText xml, Member member, string name, object value)
    {
        switch (member.Target)
        {
            case StructureShape structure:
                Element(xml, name, member.XmlNamespace, structure, value);
                break;
            case ListShape list:
                xml.Open(name).Namespace(member.XmlNamespace).Inside();
                Items(xml, list, list.Element.WireName, value);
                xml.Close(name);
                break;
            case MapShape map:
                xml.Open(name).Namespace(member.XmlNamespace).Inside();
                Entries(xml, map, "entry", null, value);
                xml.Close(name);
                break;
            default:
                xml.Open(name).Namespace(member.XmlNamespace).Inside();
                xml.Text(ScalarText.Format(value, member.TimestampFormat ?? TimestampFormat.Iso8601)).Close(name);
                break;
        }
    }

    static void Items(XmlText xml, ListShape list, string name, object items)
    {
        for (var i = 0; i < list.Access.Count(items); i++)
            if (list.Access.At(items, i) is { } item) Value(xml, list.Element, name, item);
            else xml.Open(name).Inside().Close(name);
    }

    static void Entries(XmlText xml, MapShape map, string name, XmlNamespace? ns, object entries)
    {
        foreach (var (key, value) in map.Access.Entries(entries))
        {
            xml.Open(name).Namespace(ns).Inside();
            Value(xml, map.Key, map.Key.WireName, key);
            if (value is not null) Value(xml, map.Value, map.Value.WireName, value);
            xml.Close(name);
        }
    }
}
