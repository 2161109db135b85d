using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2.Rules;

/// <summary>Turns actions, their custom responses and headers into the engine's.</summary>
static class ActionReader
{
    // Of one custom response or request.
    const int MaxHeaders = 10;

    public static Waf.RuleAction Read(DefaultAction action) => (action.Allow, action.Block) switch
    {
        ({ } allow, null) => Waf.RuleAction.Allow with { InsertHeaders = Inserted(allow.CustomRequestHandling) },
        (null, { } block) => Waf.RuleAction.Block with { Response = Response(block.CustomResponse) },
        _ => throw NotExactlyOne(Fields.DefaultAction, "DefaultAction"),
    };

    public static Waf.RuleAction Read(RuleAction action)
    {
        object?[] choices = [action.Allow, action.Block, action.Count, action.Captcha, action.Challenge];
        if (choices.Count(choice => choice is not null) != 1) throw NotExactlyOne(Fields.RuleAction, "RuleAction");
        if (action.Captcha is not null) throw Unsupported("the CAPTCHA action is", Fields.RuleAction, "Captcha");
        if (action.Challenge is not null) throw Unsupported("the challenge action is", Fields.RuleAction, "Challenge");
        if (action.Block is { } block) return Waf.RuleAction.Block with { Response = Response(block.CustomResponse) };
        return action.Allow is { } allow
            ? Waf.RuleAction.Allow with { InsertHeaders = Inserted(allow.CustomRequestHandling) }
            : Waf.RuleAction.Count with { InsertHeaders = Inserted(action.Count!.CustomRequestHandling) };
    }

    static Waf.CustomResponse? Response(CustomResponse? response) =>
        response is null ? null : new(response.ResponseCode, response.CustomResponseBodyKey, Headers(response.ResponseHeaders));

    static List<Waf.HttpHeader> Inserted(CustomRequestHandling? handling) => Headers(handling?.InsertHeaders);

    static List<Waf.HttpHeader> Headers(IReadOnlyList<CustomHTTPHeader>? headers)
    {
        if (headers is null) return [];
        if (headers.Count > MaxHeaders) throw TooMany($"a custom request or response has at most {MaxHeaders} headers");
        return headers.Select(header => new Waf.HttpHeader(header.Name, header.Value)).ToList();
    }
}
