using Redoubt.Waf;

namespace Redoubt.Services.WafV2.Trials;

/// <summary>Verdicts in the words of an answer.</summary>
static class Outcomes
{
    public static string Name(ActionKind action) => action switch
    {
        ActionKind.Allow => "ALLOW",
        ActionKind.Block => "BLOCK",
        ActionKind.Count => "COUNT",
        ActionKind.Captcha => "CAPTCHA",
        _ => "CHALLENGE",
    };

    public static TriedVerdict Of(in Verdict verdict)
    {
        var rule = verdict.TerminatingRule;
        var counted = verdict.Counted.Select(one => one.Rule).ToList();
        foreach (var group in verdict.Groups)
        {
            counted.AddRange(group.Counted.Select(one => $"{group.Rule}/{one.Rule}"));
            if (group.Terminating is not { } terminating) continue;
            if (group.Rule == rule) rule = $"{group.Rule}/{terminating.Rule}";
            else counted.Add($"{group.Rule}/{terminating.Rule}");
        }
        return new() { Action = Name(verdict.Action), Rule = rule, Counted = counted };
    }
}
