using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>What cannot be inspected as its origin will read it is said, so that a rule can refuse it.</summary>
public sealed class RequestFaultTests
{
    const string Form = "application/x-www-form-urlencoded";
    const string Multipart = "multipart/form-data; boundary=b1";
    const string Part = "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
    const string End = "--b1--\r\n";

    [Theory]
    [InlineData(Form, "a=1&b=%C3%A4+100%&c=\u00C3\u00A4")]
    [InlineData(Form + "; charset=UTF-8", "a=1")]
    [InlineData(Form + ";charset=\"iso-8859-15\"", "a=\u00E4")]
    [InlineData("application/json", """{"a":[1,-2.5e+3,"\u00e4\n",true,false,null,{}],"a":[]}""")]
    [InlineData("application/json;", "\u00EF\u00BB\u00BF [ ] ")]
    [InlineData("application/vnd.api+json; charset=utf-8", "\"x\"")]
    [InlineData("application/json", "")]
    [InlineData("application/xml", "<?xml version=\"1.0\" encoding='utf-8'?><a b=\"1\"><c/>x<!-- y --></a>")]
    [InlineData("text/xml", "\r\n<a/>")]
    [InlineData("application/graphql", "{ p(n: \"x\") { id } }")]
    [InlineData("text/plain", "it's 5 > 3 & so on")]
    [InlineData("text/html", "<!doctype html><p>hello</p>")]
    [InlineData("image/jpeg", "\u00FF\u00D8\0\u0001\u0002\u00C0\u00AF")]
    [InlineData(null, "a=1")]
    [InlineData(Multipart, Part + End)]
    [InlineData(Multipart, Part + Part + "--b1--")]
    [InlineData(Multipart, "\r\n" + Part + End)]
    [InlineData("multipart/form-data; boundary=\"b1\"; charset=utf-8", Part + End)]
    [InlineData("multipart/form-data; boundary=----=_Part_1.2/3", "------=_Part_1.2/3\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n------=_Part_1.2/3--\r\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=f; filename=a.txt; filename*=utf-8''a.txt\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n\r\nx\r\n" + End)]
    public void Ordinary_requests_have_none(string? type, string body) => Assert.Equal(RequestFaults.None, Faults(type, body));

    [Theory]
    [InlineData(Form + "; charset=utf-16", "a=1", RequestFaults.Charset)]
    [InlineData(Form + "; charset=ibm037", "a=1", RequestFaults.Charset)]
    [InlineData(Form + "; charset=utf-7", "a=1", RequestFaults.Charset)]
    [InlineData(Form + "; charset=utf-8; charset=utf-16", "a=1", RequestFaults.ContentType)]
    [InlineData(Form + "; charset*=utf-16", "a=1", RequestFaults.ContentType)]
    [InlineData(Form + "; charset =utf-8", "a=1", RequestFaults.ContentType)]
    [InlineData(Form + ", text/plain", "a=1", RequestFaults.ContentType)]
    [InlineData("nonsense", "a=1", RequestFaults.ContentType)]
    [InlineData(Form, "a=\u0001\u0002\u0003\u0004", RequestFaults.Binary)]
    [InlineData(Form, "a=%c0%af", RequestFaults.OverlongUtf8)]
    [InlineData(Form, "a=\u00E0\u0080\u00AF", RequestFaults.OverlongUtf8)]
    [InlineData("text/plain", "\u00FF\u00FEa", RequestFaults.Charset)]
    [InlineData("application/json", "\u00FE\u00FF", RequestFaults.Charset | RequestFaults.Json)]
    [InlineData("text/plain", "+/v8-", RequestFaults.Charset)]
    [InlineData("application/json", "{\0\"\0a\0", RequestFaults.Charset | RequestFaults.Json | RequestFaults.Binary)]
    [InlineData("application/xml", "<?xml version='1.0' encoding='cp037'?><a/>", RequestFaults.Charset)]
    [InlineData("application/xml", "\x4C\x6F\xA7\x94\x93@", RequestFaults.Charset | RequestFaults.Xml)]
    [InlineData(null, "\x4C\x6F\xA7\x94\x93@", RequestFaults.Charset)]
    [InlineData("application/xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", RequestFaults.XmlDoctype)]
    [InlineData("text/plain", "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://x/'><a/>", RequestFaults.XmlDoctype)]
    [InlineData("application/xml", "<a><b></a>", RequestFaults.Xml)]
    [InlineData("application/xml", "<a", RequestFaults.Xml)]
    [InlineData("application/xml", "<a b='>", RequestFaults.Xml)]
    [InlineData("application/xml", "a=1", RequestFaults.Xml)]
    [InlineData("application/graphql", "{ p(n: \"x) }", RequestFaults.GraphQl)]
    public void What_servers_read_differently_is_a_fault(string? type, string body, RequestFaults expected) => Assert.Equal(expected, Faults(type, body));

    [Theory]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,,2]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1] x")]
    [InlineData("[01]")]
    [InlineData("[NaN]")]
    [InlineData("[1]/**/")]
    [InlineData("[\"\\x41\"]")]
    [InlineData("[\"\t\"]")]
    [InlineData("[")]
    [InlineData("[1}")]
    [InlineData("]")]
    [InlineData("{1:2}")]
    [InlineData(" ")]
    public void Json_is_json_by_the_standard_alone(string json) => Assert.Equal(RequestFaults.Json, Faults("application/json", json));

    [Theory]
    [InlineData(500, RequestFaults.None)]
    [InlineData(501, RequestFaults.Json)]
    [InlineData(200_000, RequestFaults.Json)]
    public void Json_deeper_than_parsers_go_is_a_fault(int depth, RequestFaults expected) =>
        Assert.Equal(expected, Faults("application/json", new string('[', depth) + new string(']', depth)));

    [Theory]
    [InlineData("multipart/form-data", Part + End)]
    [InlineData("multipart/form-data; boundary=\"\"", Part + End)]
    [InlineData("multipart/form-data; boundary=b2", Part + End)]
    [InlineData(Multipart, Part)]
    [InlineData(Multipart, "preamble\r\n" + Part + End)]
    [InlineData(Multipart, Part + End + "epilogue")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx b1 y\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\n--b1--\r\n")]
    [InlineData(Multipart, "--b1 \r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\nContent-Disposition: form-data; name=\"a\"\n\nx\n--b1--\n")]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"; name*=utf-8''b\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"; filename*0=b\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\\\"b\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name='a\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition : form-data; name=\"a\"\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=b2\r\n\r\nx\r\n" + End)]
    [InlineData(Multipart, "--b1\r\nno head\r\n" + End)]
    [InlineData(Multipart, "")]
    public void Multipart_is_what_every_parser_takes_apart_alike(string type, string body) =>
        Assert.Equal(body.Length == 0 ? RequestFaults.None : RequestFaults.Multipart, Faults(type, body));

    [Theory]
    [InlineData("multipart/form-data; boundary=b1; boundary=b2")]
    [InlineData("multipart/form-data; boundary*=b1")]
    [InlineData("multipart/form-data; boundary=\"b1\\\"\"")]
    public void An_ambiguous_boundary_is_a_fault(string type) => Assert.True(Faults(type, Part + End).HasFlag(RequestFaults.ContentType));

    [Fact]
    public void Two_media_types_are_a_fault() =>
        Assert.Equal(RequestFaults.ContentType, Faults(new WireRequest().With("content-type", "application/json").WithBody("a=1", Form)));

    [Theory]
    [InlineData("gzip", RequestFaults.ContentEncoding)]
    [InlineData("identity", RequestFaults.None)]
    [InlineData(" ", RequestFaults.None)]
    public void A_compressed_body_is_a_fault(string encoding, RequestFaults expected) =>
        Assert.Equal(expected, Faults(new WireRequest().With("Content-Encoding", encoding).WithBody("a=1", Form)));

    [Theory]
    [InlineData("/a%2f%C3%A4/..%c0%af")]
    [InlineData("/?a=%f0%80%80%af")]
    [InlineData("/?a=%fc%80%80%80%80%af")]
    public void Overlong_utf8_in_the_target_is_a_fault(string target) => Assert.Equal(RequestFaults.OverlongUtf8, Faults(new WireRequest(target)));

    [Theory]
    [InlineData("/%C3%A4%E4%BD%A0%F0%9F%98%80%E9%t%")]
    [InlineData("/?a=%E0%A4%A8%C0")]
    public void Other_bytes_in_the_target_are_none(string target) => Assert.Equal(RequestFaults.None, Faults(new WireRequest(target)));

    [Fact]
    public void Overlong_utf8_in_a_cookie_is_a_fault() => Assert.Equal(RequestFaults.OverlongUtf8, Faults(new WireRequest().With("cookie", "a=\u00C0\u00BC")));

    [Theory]
    [InlineData("application/json", "{\"a\":\"b")]
    [InlineData("application/json", "[1,2")]
    [InlineData("application/json", "[tru")]
    [InlineData("application/xml", "<a><b>x")]
    [InlineData("application/xml", "<a b='")]
    [InlineData(Multipart, Part)]
    [InlineData(Multipart, Part + "--b1\r\nContent-Dis")]
    [InlineData("application/graphql", "{ a(b:\"x")]
    public void A_good_beginning_of_a_longer_body_is_no_other_fault(string type, string body) =>
        Assert.Equal(RequestFaults.BodyContinues, Faults(new WireRequest().WithBody(body, type).Truncated()));

    [Fact]
    public void A_rule_asks_for_the_kinds_it_minds()
    {
        var request = new WireRequest().WithBody("[1", "application/json");

        Assert.True(Of.Matches(new RequestFaultDefinition(RequestFaults.Json | RequestFaults.Xml), request));
        Assert.False(Of.Matches(new RequestFaultDefinition(RequestFaults.Xml), request));
        Assert.NotEmpty(WebAcl.Compile(Of.Definition(Of.Rule("none", 0, new RequestFaultDefinition(RequestFaults.None), RuleAction.Block))).Problems);
    }

    static RequestFaults Faults(string? type, string body) => Faults(new WireRequest(method: "POST").WithBody(body, type));

    static RequestFaults Faults(InspectedRequest request)
    {
        var rules = Of.Acl(Of.Rule("look", 0, new RequestFaultDefinition(RequestFaults.All), RuleAction.Count)).Explain(request).Explanation!.Rules;
        return Enum.Parse<RequestFaults>(rules[0].Looks[0].Seen);
    }
}
