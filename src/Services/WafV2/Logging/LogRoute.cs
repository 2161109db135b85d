using Redoubt.Services.WafV2.Traffic;

namespace Redoubt.Services.WafV2.Logging;

/// <summary>Which requests of a web ACL are logged, where to, and what of them is not shown.</summary>
/// <param name="shown">What the record of a request may show.</param>
/// <param name="shownRates">What of it the keys of rate-based rules may show.</param>
sealed class LogRoute(LoggingConfiguration configuration, Protector shown, Protector shownRates)
{
    public string Folder { get; } = LogDestination.Folder(configuration.LogDestinationConfigs[0])!;

    public Protector Shown => shown;

    public Protector ShownRates => shownRates;

    /// <summary>Whether a request is logged: what the first filter that it meets says, else the default.</summary>
    public bool Keeps(AclWatch watch, in Waf.Verdict verdict)
    {
        if (configuration.LoggingFilter is not { } filter) return true;
        foreach (var one in filter.Filters)
            if (Meets(one, watch, verdict)) return one.Behavior == FilterBehavior.Keep;
        return filter.DefaultBehavior == FilterBehavior.Keep;
    }

    static bool Meets(Filter filter, AclWatch watch, in Waf.Verdict verdict)
    {
        var all = filter.Requirement == FilterRequirement.MeetsAll;
        foreach (var condition in filter.Conditions)
            if (Meets(condition, watch, verdict) != all) return !all;
        return all;
    }

    static bool Meets(Condition condition, AclWatch watch, in Waf.Verdict verdict)
    {
        if (condition.LabelNameCondition is { } label) return verdict.Labels.Contains(label.LabelName);
        return condition.ActionCondition!.Action switch
        {
            ActionValue.ExcludedAsCount => Excluded(watch, verdict),
            var action => Applied(action, watch, verdict),
        };
    }

    // The action that decided, or that of any rule that matched on the way.
    static bool Applied(string action, AclWatch watch, in Waf.Verdict verdict)
    {
        if (ActionNames.Of(verdict.Action) == action) return true;
        foreach (var counted in verdict.Counted)
            if (ActionNames.Of(counted.Action) == action) return true;
        foreach (var group in verdict.Groups)
            foreach (var counted in group.Counted)
                if (ActionNames.Of(counted.Action) == action && !watch.Excludes(group.Rule, counted.Rule)) return true;
        return false;
    }

    static bool Excluded(AclWatch watch, in Waf.Verdict verdict)
    {
        foreach (var group in verdict.Groups)
            foreach (var counted in group.Counted)
                if (watch.Excludes(group.Rule, counted.Rule)) return true;
        return false;
    }
}
