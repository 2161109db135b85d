namespace Redoubt.Services.WafV2.Traffic;

/// <summary>Actions as logs, filters and samples write them.</summary>
static class ActionNames
{
    public static string Of(Waf.ActionKind action) => action switch
    {
        Waf.ActionKind.Allow => ActionValue.Allow,
        Waf.ActionKind.Block => ActionValue.Block,
        Waf.ActionKind.Count => ActionValue.Count,
        Waf.ActionKind.Captcha => ActionValue.Captcha,
        _ => ActionValue.Challenge,
    };
}
