using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns the component that a statement inspects into the engine's.</summary>
static class FieldReader
{
    public static Waf.FieldDefinition Read(FieldToMatch field)
    {
        object?[] kinds =
        [
            field.SingleHeader, field.SingleQueryArgument, field.AllQueryArguments, field.UriPath, field.QueryString, field.Body, field.Method,
            field.JsonBody, field.Headers, field.Cookies, field.HeaderOrder, field.JA3Fingerprint, field.JA4Fingerprint, field.UriFragment,
        ];
        var set = kinds.Where(kind => kind is not null).ToList();
        if (set.Count != 1) throw NotExactlyOne(Fields.FieldToMatch, "FieldToMatch");
        return set[0] switch
        {
            SingleHeader header => new Waf.SingleHeaderField(header.Name),
            SingleQueryArgument argument => new Waf.SingleQueryArgumentField(argument.Name),
            AllQueryArguments => new Waf.AllQueryArgumentsField(),
            UriPath => new Waf.UriPathField(),
            QueryString => new Waf.QueryStringField(),
            Body body => new Waf.BodyField(Oversize(body.OversizeHandling)),
            Method => new Waf.MethodField(),
            JsonBody json => Json(json),
            Headers headers => new Waf.HeadersField(Pattern(headers.MatchPattern), MapScope(headers.MatchScope), Oversize(headers.OversizeHandling)),
            Cookies cookies => new Waf.CookiesField(Pattern(cookies.MatchPattern), MapScope(cookies.MatchScope), Oversize(cookies.OversizeHandling)),
            HeaderOrder order => new Waf.HeaderOrderField(Oversize(order.OversizeHandling)),
            UriFragment fragment => new Waf.UriFragmentField(fragment.FallbackBehavior is { } fallback ? Fallback(fallback) : null),
            JA3Fingerprint fingerprint => new Waf.Ja3Field(Fallback(fingerprint.FallbackBehavior)),
            JA4Fingerprint fingerprint => new Waf.Ja4Field(Fallback(fingerprint.FallbackBehavior)),
            var other => throw Unsupported("this component is", Fields.FieldToMatch, other!.GetType().Name),
        };
    }

    public static Waf.Fallback Fallback(string behavior) => behavior switch
    {
        FallbackBehavior.Match => Waf.Fallback.Match,
        FallbackBehavior.NoMatch => Waf.Fallback.NoMatch,
        _ => throw BadFormat("FALLBACK_BEHAVIOR", behavior),
    };

    static Waf.JsonBodyField Json(JsonBody json) => new()
    {
        IncludedPaths = (json.MatchPattern.All, json.MatchPattern.IncludedPaths) switch
        {
            ({ }, null) => null,
            (null, { } paths) => paths,
            _ => throw NotExactlyOne(Fields.JsonMatchPattern, "JsonMatchPattern"),
        },
        Scope = json.MatchScope switch
        {
            JsonMatchScope.All => Waf.MatchScope.All,
            JsonMatchScope.Key => Waf.MatchScope.Key,
            JsonMatchScope.Value => Waf.MatchScope.Value,
            var other => throw BadFormat("JSON_MATCH_SCOPE", other),
        },
        Invalid = json.InvalidFallbackBehavior switch
        {
            null => null,
            BodyParsingFallbackBehavior.Match => Waf.InvalidJson.Match,
            BodyParsingFallbackBehavior.NoMatch => Waf.InvalidJson.NoMatch,
            BodyParsingFallbackBehavior.EvaluateAsString => Waf.InvalidJson.EvaluateAsString,
            var other => throw BadFormat("BODY_PARSING_FALLBACK_BEHAVIOR", other),
        },
        Oversize = Oversize(json.OversizeHandling),
    };

    static Waf.NamePattern Pattern(HeaderMatchPattern pattern) =>
        Pattern(pattern.All, pattern.IncludedHeaders, pattern.ExcludedHeaders) ?? throw NotExactlyOne(Fields.HeaderMatchPattern, "HeaderMatchPattern");

    static Waf.NamePattern Pattern(CookieMatchPattern pattern) =>
        Pattern(pattern.All, pattern.IncludedCookies, pattern.ExcludedCookies) ?? throw NotExactlyOne(Fields.CookieMatchPattern, "CookieMatchPattern");

    static Waf.NamePattern? Pattern(All? all, IReadOnlyList<string>? included, IReadOnlyList<string>? excluded) => (all, included, excluded) switch
    {
        ({ }, null, null) => Waf.NamePattern.All,
        (null, { } names, null) => new(Waf.NamePatternKind.Included, names),
        (null, null, { } names) => new(Waf.NamePatternKind.Excluded, names),
        _ => null,
    };

    static Waf.MatchScope MapScope(string scope) => scope switch
    {
        MapMatchScope.All => Waf.MatchScope.All,
        MapMatchScope.Key => Waf.MatchScope.Key,
        MapMatchScope.Value => Waf.MatchScope.Value,
        _ => throw BadFormat("MAP_MATCH_SCOPE", scope),
    };

    // Continues where nothing is said, as AWS does.
    static Waf.OversizeHandling Oversize(string? handling) => handling switch
    {
        null or OversizeHandling.Continue => Waf.OversizeHandling.Continue,
        OversizeHandling.Match => Waf.OversizeHandling.Match,
        OversizeHandling.NoMatch => Waf.OversizeHandling.NoMatch,
        _ => throw BadFormat("OVERSIZE_HANDLING", handling),
    };
}
