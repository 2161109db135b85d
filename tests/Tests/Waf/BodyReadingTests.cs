using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>The texts that detectors find in bodies and queries, above all where servers read them in different ways.</summary>
public sealed class BodyReadingTests
{
    const string Form = "application/x-www-form-urlencoded";
    const string Multipart = "multipart/form-data; boundary=b1";

    static readonly BodyTextsField Texts = new(OversizeHandling.Continue);

    [Theory]
    [InlineData("a=1&b=2", "a 1 b 2")]
    [InlineData("a=1;b=2", "a 1;b=2 a 1 b 2")]
    [InlineData("evil", "evil")]
    [InlineData("=evil", "evil")]
    [InlineData("evil=", "evil ")]
    [InlineData("a==evil", "a =evil")]
    [InlineData("""j={"k":["evil"]}""", """j {"k":["evil"]} k evil""")]
    [InlineData("j=%7B%22k%22%3A%22evil%22%7D", "j %7B%22k%22%3A%22evil%22%7D k evil")]
    [InlineData("query=%7Bproduct(id%3A%22evil%22)%7Bname%7D%7D", "query %7Bproduct(id%3A%22evil%22)%7Bname%7D%7D evil")]
    public void Query_names_values_and_what_is_packed_into_them(string query, string expected) =>
        Assert.Equal(expected.TrimEnd().Split(' '), Seen(new QueryTextsField(), new WireRequest($"/?{query}")).Where(text => text.Length > 0));

    [Theory]
    [InlineData(Form)]
    [InlineData(Form + "; charset=utf-8")]
    [InlineData(Form + "; charset=utf-7; charset=utf-8")]
    [InlineData(Form + ", text/plain")]
    [InlineData("application/x-www-form-urlencode")]
    [InlineData("text/plain", "a=1&b=evil")]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void A_forms_fields_are_read_whatever_the_media_type_says(string? type, string expected = "evil") =>
        Assert.Contains(expected, Body("a=1&b=evil", type));

    [Fact]
    public void No_argument_is_dropped_however_many_there_are()
    {
        var form = string.Join('&', Enumerable.Range(0, 200_000).Select(i => "a=1")) + "&b=evil";

        Assert.EndsWith("b=evil", Body(form, Form)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"\r\n\r\nevil\r\n--b1--\r\n", "n1 evil")]
    [InlineData("--b1\nContent-Disposition: form-data; name=n1\n\nevil\n--b1--", "n1 evil")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"; filename*=utf-8''evil\r\n\r\nx\r\n--b1--\r\n", "n1 utf-8''evil x")]
    [InlineData("--b1\r\nContent-Disposition: form-data;\r\n name=\"evil\"\r\n\r\nx\r\n--b1--\r\n", "evil x")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"; name=\"evil\"\r\n\r\nx\r\n--b1--\r\n", "n1 evil x")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"; filename=\"evil\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b1--\r\n", "n1 evil x")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"\r\n\r\nevil", "n1 evil")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"n1\"\r\n\r\n{\"k\":\"evil\"}\r\n--b1--", "n1 {\"k\":\"evil\"} k evil")]
    [InlineData("--b1\r\nevil\r\n--b1--", "evil")]
    public void A_multipart_bodys_names_and_contents_are_read(string body, string expected) =>
        Assert.Equal(expected.Split(' '), Body(body, Multipart).Select(text => text.Trim('\r', '\n')).Where(text => text.Length > 0));

    [Fact]
    public void A_boundary_within_a_line_cuts_no_text_in_two()
    {
        const string body = "--ion\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nunion select\r\n--ion--\r\n";

        Assert.Contains("union select", Body(body, "multipart/form-data; boundary=ion"));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=other; boundary=b1")]
    [InlineData("multipart/form-data; boundary=\"b1\"")]
    [InlineData("multipart/form-data; boundary*=b1")]
    [InlineData("multipart/form-data; boundary*0=b1")]
    [InlineData("multipart/form-data; boundary = b1")]
    [InlineData("multipart/form-data")]
    public void Every_boundary_is_tried_and_without_one_the_whole_is_read(string type) =>
        Assert.Contains(Body("--b1\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nevil\r\n--b1--\r\n", type), text => text.EndsWith("evil", StringComparison.Ordinal) || text.Contains("\nevil\r", StringComparison.Ordinal));

    [Fact]
    public void A_second_content_type_hides_no_part()
    {
        var request = new WireRequest().With("Content-Type", "text/plain").WithBody("--b1\r\n\r\nevil\r\n--b1--", Multipart);

        Assert.Contains("evil", Seen(Texts, request));
    }

    [Fact]
    public void A_files_bytes_are_no_text_but_its_name_is()
    {
        var bytes = new string([.. Enumerable.Range(0, 512).Select(i => (char)(i * 7 % 256))]);

        Assert.Equal(["f", "a.jpg"], Body($"--b1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.jpg\"\r\n\r\n{bytes}\r\n--b1--\r\n", Multipart));
        Assert.Empty(Body(bytes, "image/jpeg"));
        Assert.Contains(bytes, Body(bytes, "image/jpeg+json"));
    }

    [Theory]
    [InlineData("""{"a":"x","b":[1,{"c":"evil"}]}""", "a x b 1 c evil")]
    [InlineData("""{"a":"x","a":"evil"}""", "a x a evil")]
    [InlineData("""{"evil":{}}""", "evil")]
    [InlineData("""{"a":"{\"b\":\"evil\"}"}""", """a {"b":"evil"} b evil""")]
    [InlineData("""{"a":"[\"{\\\"b\\\":\\\"evil\\\"}\"]"}""", """a ["{\"b\":\"evil\"}"] {"b":"evil"}""")]
    [InlineData("""{"query":"{p(n:\"e\\u0076il\")}"}""", """query {p(n:"e\u0076il")} evil""")]
    public void Json_is_read_one_level_into_its_strings(string json, string expected)
    {
        Assert.Equal(expected.Split(' '), Body(json, "application/json"));
        Assert.Contains(expected.Split(' ')[^1], Body(json, "text/plain"));
    }

    [Theory]
    [InlineData("""{"a":"evil" """)]
    [InlineData("{'a':'evil'}")]
    [InlineData("""{a:"evil"}""")]
    [InlineData("[1,,evil]")]
    public void What_is_no_json_is_also_read_whole(string text) => Assert.Contains(text, Body(text, "application/json"));

    [Theory]
    [InlineData("<a>evil</a>", "evil")]
    [InlineData("<a b=\"evil\" c='x'/>", "evil x")]
    [InlineData("<a>un<![CDATA[ion]]> sel<!-- c -->ect</a>", "c |union select")]
    [InlineData("<a>&lt;script&#62;&#x61;&amp;&apos;&unknown;</a>", "<script>a&'&unknown;")]
    [InlineData("<a><![CDATA[<b>]]></a>", "<b>")]
    [InlineData("<a>\n  <b>x</b>\n</a>", "x")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><?php evil?><a/>", "php evil")]
    [InlineData("\u00EF\u00BB\u00BF<a>x</a>", "x")]
    public void Xml_is_read_as_an_application_gets_it(string xml, string expected)
    {
        var texts = Seen(new XmlBodyField(OversizeHandling.Continue), new WireRequest().WithBody(xml, "text/xml"));

        Assert.Equal(expected.Replace(" |", "|").Replace("evil x", "evil|x").Split('|').Select(text => text.Trim()), texts.Select(text => text.Trim()));
    }

    [Fact]
    public void Entities_of_a_document_type_are_read_and_never_expanded()
    {
        const string xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\"> <!ENTITY f \"&e;&e;>\">]><a>&e;&f;</a>";

        Assert.Equal(["<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\"> <!ENTITY f \"&e;&e;>\">]", "&e;&f;"], Seen(new XmlBodyField(OversizeHandling.Continue), new WireRequest().WithBody(xml, "text/xml")));
    }

    [Theory]
    [InlineData("application/graphql", """{ p(n: "evil", b: \"\"\"block "x" \\\"\"\" y\"\"\") # "no" """)]
    [InlineData("application/json", """{"query":"query Q { p(n: \"evil\") }","variables":{"v":"other"}}""")]
    [InlineData("application/json", """[{"query":"{a(b:\"x\")}"},{"query":"{a(b:\"evil\")}"}]""")]
    public void Graphql_strings_are_read(string type, string body)
    {
        var texts = Seen(new GraphQlBodyField(OversizeHandling.Continue), new WireRequest().WithBody(body.Replace("\\\"\\\"\\\"", "\"\"\""), type));

        Assert.Contains("evil", texts);
        Assert.DoesNotContain("no", texts);
    }

    [Fact]
    public void Graphql_block_strings_end_where_no_backslash_is_before_the_quotes()
    {
        var texts = Seen(new GraphQlBodyField(OversizeHandling.Continue), new WireRequest().WithBody("{ p(b: \"\"\"one \"x\" \\\"\"\" two\"\"\", c: \"\") }", "application/graphql"));

        Assert.Equal(["one \"x\" \"\"\" two"], texts);
    }

    [Theory]
    [InlineData("=evil", " evil")]
    [InlineData("evil", "evil evil")]
    [InlineData("a=\"x; evil\"", "a \"x evil\" evil\"")]
    [InlineData("$Version=1; a=evil; $Path=/", "$Version 1 a evil $Path /")]
    [InlineData("a=evil, b=1", "a evil,_b=1")]
    public void Cookies_are_read_whatever_their_names_and_quotes(string cookie, string expected) =>
        Assert.Equal(expected.Split(' '), Seen(new CookiesField(NamePattern.All, MatchScope.All, OversizeHandling.Match), new WireRequest().With("Cookie", cookie)).Select(text => text.Replace(", ", ",_")));

    [Fact]
    public void Time_and_memory_are_bounded_for_a_megabyte_of_any_reading()
    {
        var memory = new WorkingMemory(64 << 20);
        var acl = Of.Compiled(Of.Definition(Of.Rule("look", 0, Of.Bytes(Texts, "never", PositionalConstraint.Contains, "URL_DECODE_UNI", "HTML_ENTITY_DECODE"), RuleAction.Count)), new CompileOptions { Memory = memory });
        foreach (var (unit, type) in new[] { ("a&", Form), ("a;b=", Form), ("j={&", Form), ("%7b", Form), ("[", "application/json"), ("\"\\u0061\",", "application/json"), ("<a b=''>", "text/xml"), ("<![CDATA[", "text/xml"), ("&#0;", "text/xml"), ("--b1\r\n\r\n", Multipart), ("b1", Multipart), ("\"\"\"\\", "application/graphql") })
        {
            var verdict = acl.Evaluate(new WireRequest().WithBody(string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length)), type));

            Assert.Equal((ActionKind.Allow, 0L), (verdict.Action, memory.Held));
        }
    }

    [Fact]
    public void Without_memory_left_a_request_is_blocked()
    {
        var options = new CompileOptions { Memory = new WorkingMemory(100_000) };
        var acl = Of.Compiled(Of.Definition(Of.Rule("look", 0, Of.Bytes(Texts, "never"), RuleAction.Block)), options);

        Assert.Equal(ActionKind.Allow, acl.Evaluate(new WireRequest().WithBody("a=1")).Action);
        Assert.True(acl.Evaluate(new WireRequest().WithBody(new string('a', 200_000))).Failed);
        Assert.Equal(0, options.Memory.Held);
    }

    static List<string> Body(string body, string? type) => Seen(Texts, new WireRequest(method: "POST").WithBody(body, type));

    static List<string> Seen(FieldDefinition field, InspectedRequest request) => FieldTests.Seen(field, request);
}
