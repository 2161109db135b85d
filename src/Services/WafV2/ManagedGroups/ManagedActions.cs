namespace Redoubt.Services.WafV2.ManagedGroups;

/// <summary>The actions of managed rules as the API has them.</summary>
static class ManagedActions
{
    public static RuleAction Shape(Waf.RuleAction action) => action.Kind switch
    {
        Waf.ActionKind.Allow => new() { Allow = new() },
        Waf.ActionKind.Block => new() { Block = new() },
        Waf.ActionKind.Captcha => new() { Captcha = new() },
        Waf.ActionKind.Challenge => new() { Challenge = new() },
        _ => new() { Count = new() },
    };
}
