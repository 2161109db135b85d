using System.Text;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns actions, their custom responses and headers into the engine's.</summary>
/// <param name="bodies">Those that custom responses may name; null for none.</param>
sealed class ActionReader(IReadOnlyDictionary<string, CustomResponseBody>? bodies)
{
    // Of one custom response or request.
    const int MaxHeaders = 10;

    public Waf.RuleAction Read(DefaultAction action) => (action.Allow, action.Block) switch
    {
        ({ } allow, null) => Waf.RuleAction.Allow with { InsertHeaders = Inserted(allow.CustomRequestHandling) },
        (null, { } block) => Waf.RuleAction.Block with { Response = Response(block.CustomResponse) },
        _ => throw NotExactlyOne(Fields.DefaultAction, "DefaultAction"),
    };

    public Waf.RuleAction Read(RuleAction action)
    {
        object?[] choices = [action.Allow, action.Block, action.Count, action.Captcha, action.Challenge];
        if (choices.Count(choice => choice is not null) != 1) throw NotExactlyOne(Fields.RuleAction, "RuleAction");
        return action switch
        {
            { Block: { } block } => Waf.RuleAction.Block with { Response = Response(block.CustomResponse) },
            { Allow: { } allow } => Waf.RuleAction.Allow with { InsertHeaders = Inserted(allow.CustomRequestHandling) },
            { Captcha: { } captcha } => Waf.RuleAction.Captcha with { InsertHeaders = Inserted(captcha.CustomRequestHandling) },
            { Challenge: { } challenge } => Waf.RuleAction.Challenge with { InsertHeaders = Inserted(challenge.CustomRequestHandling) },
            _ => Waf.RuleAction.Count with { InsertHeaders = Inserted(action.Count!.CustomRequestHandling) },
        };
    }

    /// <summary>What becomes of a rule group's decision: null where it is taken, a count where it only counts.</summary>
    public static Waf.RuleAction? Read(OverrideAction action) => (action.None, action.Count) switch
    {
        ({ }, null) => null,
        (null, { } count) => Waf.RuleAction.Count with { InsertHeaders = Inserted(count.CustomRequestHandling) },
        _ => throw NotExactlyOne(Fields.OverrideAction, "OverrideAction"),
    };

    Waf.CustomResponse? Response(CustomResponse? response) =>
        response is null ? null : new(response.ResponseCode, response.CustomResponseBodyKey is { } key ? Body(key) : null, Headers(response.ResponseHeaders));

    Waf.ResponseBody Body(string key) => bodies is not null && bodies.TryGetValue(key, out var body)
        ? new(ContentType(body.ContentType), Encoding.UTF8.GetBytes(body.Content))
        : throw Invalid($"there is no response body `{key}`", Fields.CustomResponseBody, key);

    static string ContentType(string type) => type switch
    {
        ResponseContentType.TextHtml => "text/html",
        ResponseContentType.ApplicationJson => "application/json",
        _ => "text/plain",
    };

    static List<Waf.HttpHeader> Inserted(CustomRequestHandling? handling) => Headers(handling?.InsertHeaders);

    static List<Waf.HttpHeader> Headers(IReadOnlyList<CustomHTTPHeader>? headers)
    {
        if (headers is null) return [];
        if (headers.Count > MaxHeaders) throw TooMany($"a custom request or response has at most {MaxHeaders} headers");
        return headers.Select(header => new Waf.HttpHeader(header.Name, header.Value)).ToList();
    }
}
