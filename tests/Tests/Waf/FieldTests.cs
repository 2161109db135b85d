using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>What each component holds, also where parsers disagree.</summary>
public sealed class FieldTests
{
    [Theory]
    [InlineData("/a/%2e%2e/b?x=1", "/a/%2e%2e/b")]
    [InlineData("/a?b?c", "/a")]
    [InlineData("http://shop.example/a/b?c", "/a/b")]
    [InlineData("http://shop.example", "")]
    [InlineData("/a#b?c", "/a#b")]
    [InlineData("*", "*")]
    [InlineData("//host/a", "//host/a")]
    [InlineData("", "")]
    public void The_path_is_as_sent(string target, string expected) => Assert.Equal([expected], Seen(new UriPathField(), new WireRequest(target)));

    [Theory]
    [InlineData("/a", "")]
    [InlineData("/a?", "")]
    [InlineData("/a?b=%41&c?d#e", "b=%41&c?d#e")]
    public void The_query_is_what_follows_the_first_question_mark(string target, string expected) => Assert.Equal([expected], Seen(new QueryStringField(), new WireRequest(target)));

    [Fact]
    public void Repeated_arguments_all_count() => Assert.Equal(["1", "2", ""], Seen(new SingleQueryArgumentField("id"), new WireRequest("/?id=1&x=9&ID=2&id=")));

    [Fact]
    public void An_encoded_argument_name_is_the_same_name() => Assert.Equal(["1", "2"], Seen(new SingleQueryArgumentField("my id"), new WireRequest("/?my+id=1&%6dy%20ID=2&myid=3")));

    [Fact]
    public void An_argument_without_an_equals_sign_is_looked_at_whole() => Assert.Equal(["<script>", "v", "c=d"], Seen(new AllQueryArgumentsField(), new WireRequest("/?<script>&&a=v&b=c=d")));

    [Fact]
    public void Arguments_beyond_the_most_kept_apart_are_looked_at_together()
    {
        var query = string.Join('&', Enumerable.Range(0, FieldValues.MaxParts + 10).Select(i => "a=v")) + "&last=evil";

        var seen = Seen(new AllQueryArgumentsField(), new WireRequest($"/?{query}"));

        Assert.Equal(FieldValues.MaxParts, seen.Count);
        Assert.EndsWith("&last=evil", seen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_headers_are_looked_at_one_by_one() =>
        Assert.Equal(["a", "b"], Seen(new SingleHeaderField("X-Id"), new WireRequest().With("x-id", "a").With("other", "c").With("X-ID", "b")));

    [Theory]
    [InlineData(MatchScope.All, "Host shop Cookie a=1")]
    [InlineData(MatchScope.Key, "Host Cookie")]
    [InlineData(MatchScope.Value, "shop a=1")]
    public void Headers_give_keys_values_or_both(MatchScope scope, string expected)
    {
        var field = new HeadersField(NamePattern.All, scope, OversizeHandling.Continue);

        Assert.Equal(expected.Split(' '), Seen(field, new WireRequest().With("Host", "shop").With("Cookie", "a=1")));
    }

    [Theory]
    [InlineData(NamePatternKind.Included, "shop")]
    [InlineData(NamePatternKind.Excluded, "a=1")]
    public void Headers_are_chosen_by_name_in_any_case(NamePatternKind kind, string expected)
    {
        var field = new HeadersField(new NamePattern(kind, ["HOST"]), MatchScope.Value, OversizeHandling.Continue);

        Assert.Equal([expected], Seen(field, new WireRequest().With("Host", "shop").With("Cookie", "a=1")));
    }

    [Fact]
    public void Header_order_is_lower_case_names_and_colons() =>
        Assert.Equal(["host:user-agent:host"], Seen(new HeaderOrderField(OversizeHandling.Continue), new WireRequest().With("Host", "").With("User-Agent", "").With("host", "")));

    [Fact]
    public void Cookies_are_split_and_trimmed_and_none_is_dropped()
    {
        var request = new WireRequest().With("Cookie", " a=1 ;b; =2;; c = \"3;4\" ").With("cookie", "a=5");

        var pairs = Seen(new CookiesField(NamePattern.All, MatchScope.All, OversizeHandling.Continue), request);

        Assert.Equal(["a", "1", "b", "b", "", "2", "c", "\"3", "4\"", "4\"", "a", "5"], pairs);
    }

    [Fact]
    public void Cookies_are_chosen_by_exact_name()
    {
        var field = new CookiesField(new NamePattern(NamePatternKind.Included, ["a"]), MatchScope.Value, OversizeHandling.Continue);

        Assert.Equal(["1"], Seen(field, new WireRequest().With("Cookie", "a=1; A=2; b=3")));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED")]
    [InlineData("whatever")]
    [InlineData("")]
    [InlineData(null)]
    public void No_odd_media_type_switches_the_form_parser_off(string? type)
    {
        var request = new WireRequest(method: "POST").WithBody("a=1&b", type);

        Assert.Equal(["a", "1", "b"], Seen(new FormArgumentsField(OversizeHandling.Continue), request));
    }

    [Fact]
    public void A_second_content_type_does_not_switch_the_form_parser_off()
    {
        var request = new WireRequest(method: "POST").With("Content-Type", "application/json").WithBody("a=1", "application/x-www-form-urlencoded");

        Assert.Equal(["a", "1"], Seen(new FormArgumentsField(OversizeHandling.Continue), request));
    }

    [Fact]
    public void A_json_body_is_no_form() => Assert.Empty(Seen(new FormArgumentsField(OversizeHandling.Continue), new WireRequest().WithBody("{}", "application/json")));

    [Fact]
    public void The_body_keeps_every_byte()
    {
        var bytes = new string([.. Enumerable.Range(0, 256).Select(i => (char)i)]);

        Assert.Equal([bytes], Seen(new BodyField(OversizeHandling.Continue), new WireRequest().WithBody(bytes)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Fallback.NoMatch, false)]
    [InlineData(Fallback.Match, true)]
    public void A_missing_fragment_falls_back(Fallback? fallback, bool expected) =>
        Assert.Equal(expected, Of.Matches(Of.Bytes(new UriFragmentField(fallback), ""), new WireRequest("/a")));

    [Fact]
    public void A_fragment_is_what_follows_the_number_sign() => Assert.Equal(["b?c"], Seen(new UriFragmentField(), new WireRequest("/a#b?c")));

    [Fact]
    public void The_method_is_as_sent() => Assert.Equal(["pUt"], Seen(new MethodField(), new WireRequest(method: "pUt")));

    /// <summary>The parts of a field, as statements see them; one empty text where the field decides without them.</summary>
    internal static List<string> Seen(FieldDefinition definition, InspectedRequest request)
    {
        var field = FieldTable.Build(definition, fault => throw new InvalidOperationException(fault))!;
        var evaluation = new Evaluation([new Slot(field, -1, null)], [null], CompileOptions.Default);
        evaluation.Begin(request);
        var values = evaluation.Values(0);
        if (values.Decided is not null) return [""];
        return [.. Enumerable.Range(0, values.Count).Select(i => values[i].Text.ToString())];
    }
}
