using System.Text;
using System.Text.Json;
using Redoubt.Aws.Protocols;
using Redoubt.Aws.Shapes;

namespace Redoubt.Tests.Aws.Protocols;

public sealed class MalformedXmlTests
{
    const string Model = """
        {
          "Input": { "type": "structure", "members": {
            "Name": { "shape": "Text" }, "Count": { "shape": "Number" }, "Nested": { "shape": "Input" }, "Names": { "shape": "Names" },
            "Flat": { "shape": "Names", "flattened": true }, "Labels": { "shape": "Labels" } } },
          "Text": { "type": "string" }, "Number": { "type": "integer" },
          "Names": { "type": "list", "member": { "shape": "Text" } },
          "Labels": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text" } }
        }
        """;

    static readonly StructureShape Shape = new ModelShapes(JsonDocument.Parse(Model).RootElement).Structure("Input");

    [Theory]
    [InlineData("<a>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a>&nbsp;</a>")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a><Name>&x;</Name></a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<a><Count>ten</Count></a>")]
    [InlineData("<a><Count><b/></Count></a>")]
    [InlineData("<a><Name>1</Name><Name>2</Name></a>")]
    [InlineData("<a><Labels><entry><key>a</key><value>1</value></entry><entry><key>a</key><value>2</value></entry></Labels></a>")]
    [InlineData("<a><Labels><entry><value>1</value></entry></Labels></a>")]
    [InlineData("<a><Labels><entry/></Labels></a>")]
    [InlineData("<a><Name>\u0001</Name></a>")]
    public void What_is_not_the_document_asked_for_is_refused(string xml)
    {
        var error = Assert.Throws<AwsError>(() => Read(xml));

        Assert.Equal("MalformedXML", error.Code);
        Assert.Equal(400, error.Status);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<Nested>", 5000)) + string.Concat(Enumerable.Repeat("</Nested>", 5000));

        Assert.Throws<AwsError>(() => Read($"<a>{deep}</a>"));
    }

    [Fact]
    public void Unknown_elements_comments_and_namespaces_do_not_matter()
    {
        var read = Read("<?xml version='1.0'?><!-- c --><x:a xmlns:x='urn:x'><Other><Name>no</Name></Other><x:Name><![CDATA[<&]]></x:Name><Flat>1</Flat><Names/><Flat>2</Flat></x:a>");

        Assert.Equal("<&", read["Name"]);
        Assert.Equal(["1", "2"], (IEnumerable<object?>)read["Flat"]!);
        Assert.Empty((IEnumerable<object?>)read["Names"]!);
    }

    [Fact]
    public void No_truncated_document_does_more_than_be_refused()
    {
        const string Whole = "<a><Name>x</Name><Nested><Count>1</Count></Nested><Names><member>b</member></Names><Labels><entry><key>k</key><value>v</value></entry></Labels></a>";
        for (var length = 1; length < Whole.Length; length++) Assert.Throws<AwsError>(() => Read(Whole[..length]));
    }

    static Dictionary<string, object?> Read(string xml)
    {
        var into = Shape.Create();
        XmlInput.Read(Shape, Encoding.UTF8.GetBytes(xml), into);
        return (Dictionary<string, object?>)into;
    }
}
