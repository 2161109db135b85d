using System.Buffers;
using System.Text;

namespace Redoubt.Aws.Protocols;

/// <summary>Writes XML as UTF-8 without a layer between: elements, attributes and escaped text.</summary>
sealed class XmlText(IBufferWriter<byte> output)
{
    static readonly SearchValues<char> Special = SearchValues.Create("&<>\"\r\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\uFFFE\uFFFF");

    public XmlText Declaration() => Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /// <summary>Opens a start tag; attributes may follow until <see cref="Inside"/>.</summary>
    public XmlText Open(string name) => Raw("<").Raw(name);

    public XmlText Attribute(string name, string value) => Raw(" ").Raw(name).Raw("=\"").Text(value).Raw("\"");

    public XmlText Namespace(Shapes.XmlNamespace? xml) =>
        xml is null ? this : Attribute(xml.Prefix is null ? "xmlns" : "xmlns:" + xml.Prefix, xml.Uri);

    public XmlText Inside() => Raw(">");

    public XmlText Close(string name) => Raw("</").Raw(name).Raw(">");

    public XmlText Element(string name, string? text) => text is null ? this : Open(name).Inside().Text(text).Close(name);

    public XmlText Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var special)
        {
            Raw(text[..special]);
            Raw(text[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\r' => "&#xD;",
                // Not a character of XML 1.0, in no form: a parser would refuse the whole answer.
                _ => "\uFFFD",
            });
            text = text[(special + 1)..];
        }
        return Raw(text);
    }

    XmlText Raw(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return this;
        Encoding.UTF8.GetBytes(text, output);
        return this;
    }
}
