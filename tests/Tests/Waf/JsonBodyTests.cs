using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"a":"x","b":[1,true,{"c":null}]}""", "a x b 1 true c null")]
    [InlineData("\"alone\"", "alone")]
    [InlineData("", "")]
    [InlineData("""{"a":"1","a":"2"}""", "a 1 a 2")]
    [InlineData("""{"a""b","c"::"d""e":"f"}""", "a b c d e f")]
    [InlineData("""["a""b" "c"]""", "a b c")]
    [InlineData("""{"\u0061":"\u003cscript\u003e\/"}""", "a <script>/")]
    [InlineData("""["\u00e4","\ud83d\ude00","\ud83d"]""", "\u00C3\u00A4 \u00F0\u009F\u0098\u0080 \u00ED\u00A0\u00BD")]
    [InlineData("""["\q\u12"]""", "qu12")]
    public void Keys_and_values_are_read_leniently(string body, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Read(body));

    [Theory]
    [InlineData(MatchScope.Key, "a b")]
    [InlineData(MatchScope.Value, "1 2")]
    public void The_scope_chooses_keys_or_values(MatchScope scope, string expected) =>
        Assert.Equal(expected.Split(' '), FieldTests.Seen(new JsonBodyField { Scope = scope }, new WireRequest().WithBody("""{"a":1,"b":[2]}""")));

    [Theory]
    [InlineData("/a", "1")]
    [InlineData("/b/1", "3")]
    [InlineData("/b", "2 3")]
    [InlineData("/c~1d/e~0f", "4")]
    [InlineData("/c~1d", "4 5")]
    [InlineData("/none", "")]
    [InlineData("", "1 2 3 4 5")]
    public void Pointers_choose_parts(string path, string expected)
    {
        var field = new JsonBodyField { Scope = MatchScope.Value, IncludedPaths = [path] };

        var seen = FieldTests.Seen(field, new WireRequest().WithBody("""{"a":1,"b":[2,3],"c/d":{"e~f":4,"a":5}}"""));

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), seen);
    }

    [Theory]
    [InlineData("""{"a":"x" ]""")]
    [InlineData("""{"a":"x", {"b":1}}""")]
    [InlineData("""["x", @]""")]
    [InlineData("""["x" """)]
    [InlineData("""["x","open""")]
    public void Invalid_json_is_inspected_up_to_the_fault_or_falls_back(string body)
    {
        var match = new JsonBodyField { Scope = MatchScope.All, Invalid = InvalidJson.Match };
        var noMatch = new JsonBodyField { Scope = MatchScope.All, Invalid = InvalidJson.NoMatch };
        var text = new JsonBodyField { Scope = MatchScope.All, Invalid = InvalidJson.EvaluateAsString };

        Assert.Contains("x", Read(body));
        Assert.True(Of.Matches(Of.Bytes(match, "never"), new WireRequest().WithBody(body)));
        Assert.False(Of.Matches(Of.Bytes(noMatch, "x"), new WireRequest().WithBody(body)));
        Assert.Equal([body], FieldTests.Seen(text, new WireRequest().WithBody(body)));
    }

    [Fact]
    public void Depth_has_no_limit()
    {
        var body = $"{new string('[', 300_000)}\"evil\"{new string(']', 300_000)}";

        Assert.Equal(["evil"], Read(body));
    }

    [Fact]
    public void Many_small_values_hide_none_behind_them()
    {
        var body = $"[{string.Concat(Enumerable.Repeat("1,", 60_000))}\"\\u0065vil\"]";

        Assert.Equal("evil", Read(body)[^1]);
    }

    [Fact]
    public void More_values_than_are_kept_apart_fail()
    {
        var body = $"[{string.Concat(Enumerable.Repeat("1,", FieldValues.MaxParts))}\"evil\"]";

        Assert.True(Of.Matches(Of.Bytes(new JsonBodyField { Scope = MatchScope.All }, "never"), new WireRequest().WithBody(body)));
    }

    static List<string> Read(string body) => FieldTests.Seen(new JsonBodyField { Scope = MatchScope.All }, new WireRequest().WithBody(body));
}
