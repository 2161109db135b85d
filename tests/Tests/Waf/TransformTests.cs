using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class TransformTests
{
    [Theory]
    [InlineData("BASE64_DECODE", "c2hvcA==", "shop")]
    [InlineData("BASE64_DECODE", "c2hv!cA==", "sho")]
    [InlineData("BASE64_DECODE_EXT", "c2.hv cA==", "shop")]
    [InlineData("CMD_LINE", "C^a\"T  ,/etc;(x)\\y", "cat/etc(x)y")]
    [InlineData("COMPRESS_WHITE_SPACE", " a \t\n\u00A0b", " a b")]
    [InlineData("CSS_DECODE", "ja\\76 a\\ff21\\\nscr\\ipt", "javaAscript")]
    [InlineData("ESCAPE_SEQ_DECODE", "\\x41\\102\\n\\q\\", "AB\nq\\")]
    [InlineData("HEX_DECODE", "41424", "AB")]
    [InlineData("HTML_ENTITY_DECODE", "&lt&#60;&#x3C&quot;&nbsp;&unknown;&#", "<<<\"\u00A0&unknown;&#")]
    [InlineData("HTML_ENTITY_DECODE", "&#955;&#99999999;", "\u00CE\u00BB\u00EF\u00BF\u00BD")]
    [InlineData("JS_DECODE", "\\u0041\\uff22\\x43\\104\\400\\q\\", "ABCD 0q\\")]
    [InlineData("LOWERCASE", "ABC\u00C4z", "abc\u00C4z")]
    [InlineData("NORMALIZE_PATH", "/a/./b//../../../etc/passwd", "/etc/passwd")]
    [InlineData("NORMALIZE_PATH", "a/../../b", "../b")]
    [InlineData("NORMALIZE_PATH_WIN", "\\a\\..\\b", "/b")]
    [InlineData("REMOVE_NULLS", "a\0b\0", "ab")]
    [InlineData("REPLACE_NULLS", "a\0b", "a b")]
    [InlineData("REPLACE_COMMENTS", "sel/**/ect/*!x*/1/*", "sel ect 1 ")]
    [InlineData("SQL_HEX_DECODE", "0x4142,0X5a3,0x", "AB,Z3,0x")]
    [InlineData("URL_DECODE", "%41+%4g%4", "A %4g%4")]
    [InlineData("URL_DECODE_UNI", "%u0041%uFF1C%u12%42", "A<%u12B")]
    [InlineData("UTF8_TO_UNICODE", "a\u00C3\u00A4\u00C3", "a%u00e4\u00C3")]
    public void Each_transformation_does_what_its_name_says(string type, string text, string expected)
    {
        var actual = Apply(type, text);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Md5_is_the_raw_hash()
    {
        var hash = Apply("MD5", "");

        // RFC 1321, appendix A.5.
        Assert.Equal("D41D8CD98F00B204E9800998ECF8427E", Convert.ToHexString([.. hash.Select(c => (byte)c)]));
    }

    [Fact]
    public void There_are_twenty_besides_none() => Assert.Equal(20, TransformTable.All.Count());

    [Fact]
    public void A_chain_runs_in_order_of_priority_not_of_appearance()
    {
        TransformationDefinition[] chain = [new(5, "URL_DECODE"), new(1, "BASE64_DECODE")];
        var statement = Of.Bytes(new QueryStringField(), "<", PositionalConstraint.Exactly) with { Transformations = chain };

        // Base64 of `%3C`; decoding the other way round leaves it alone.
        Assert.True(Of.Matches(statement, new WireRequest("/?JTND")));
    }

    public static string Apply(string type, string text)
    {
        var transform = TransformTable.Find(type)!;
        if (!transform.Affects(text)) return text;
        var output = new char[transform.MaxLength(text.Length)];
        return new string(output, 0, transform.Apply(text, output));
    }
}
