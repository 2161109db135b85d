using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>Rate-based rules, and statements about the client's network.</summary>
sealed partial class Compiler
{
    const int MaxRateKeys = 5;
    const int MaxAsns = 100;

    readonly Dictionary<string, RateTable> rateTables = new(StringComparer.Ordinal);
    readonly AclRates rates = options.Rates ?? new RateTables(options.Clock).For("");

    // What the names of rate-based rules begin with: inside a group the group's rule's name and a slash.
    string ratePath = "";

    RateBasedStatement? BuildRate(RuleDefinition rule, RateBasedDefinition rate, string place)
    {
        var before = problems.Count;
        capacity.Add(rate);
        CheckRate(rate, place);
        var scopeDown = rate.ScopeDown is { } narrowed ? Build(narrowed, $"{place}.scopeDown", 0) : null;
        var parts = new List<RateKeyPart>();
        for (var i = 0; i < rate.Keys.Count; i++) parts.Add(BuildRateKey(rate.Keys[i], $"{place}.keys[{i}]"));
        if (problems.Count > before) return null;
        var table = rates.Table(ratePath + rule.Name, rate, SettingsText.Of(rate));
        rateTables[ratePath + rule.Name] = table;
        return new RateBasedStatement(rule.Name, rate, scopeDown, [.. parts], options.Networks, table);
    }

    void CheckRate(RateBasedDefinition rate, string place)
    {
        if (rate.Limit is < 10 or > 2_000_000_000) Fail($"{place}.limit", "a limit is 10 to 2000000000");
        if (rate.Window.TotalSeconds is not (60 or 120 or 300 or 600)) Fail($"{place}.window", "a window is 60, 120, 300 or 600 seconds");
        if (rate.Aggregation == RateAggregation.Constant && rate.ScopeDown is null) Fail($"{place}.scopeDown", "counting all requests together needs a scope-down statement");
        if (rate.Aggregation == RateAggregation.CustomKeys ? rate.Keys.Count is 0 or > MaxRateKeys : rate.Keys.Count > 0)
            Fail($"{place}.keys", $"custom keys are 1 to {MaxRateKeys}, other aggregations have none");
        if (rate.Keys is [{ Kind: RateKeyKind.Ip or RateKeyKind.ForwardedIp }]) Fail($"{place}.keys", "an address among custom keys needs another key beside it");
        var needsHeader = rate.Aggregation == RateAggregation.ForwardedIp || rate.Keys.Any(key => key.Kind == RateKeyKind.ForwardedIp);
        if (needsHeader && rate.ForwardedIp is null) Fail($"{place}.forwardedIp", "a forwarded address needs its header's name");
        CheckForwarded(rate.ForwardedIp, place);
    }

    RateKeyPart BuildRateKey(RateKeyDefinition key, string place)
    {
        FieldDefinition? field = key.Kind switch
        {
            RateKeyKind.Header => new SingleHeaderField(key.Name ?? ""),
            RateKeyKind.Cookie => new CookiesField(new NamePattern(NamePatternKind.Included, [key.Name ?? ""]), MatchScope.Value, OversizeHandling.Continue),
            RateKeyKind.QueryArgument => new SingleQueryArgumentField(key.Name ?? ""),
            RateKeyKind.QueryString => new QueryStringField(),
            RateKeyKind.HttpMethod => new MethodField(),
            RateKeyKind.UriPath => new UriPathField(),
            RateKeyKind.Ja3 => new Ja3Field(key.Fallback),
            RateKeyKind.Ja4 => new Ja4Field(key.Fallback),
            _ => null,
        };
        var named = key.Kind is RateKeyKind.Header or RateKeyKind.Cookie or RateKeyKind.QueryArgument or RateKeyKind.LabelNamespace;
        if (named == string.IsNullOrEmpty(key.Name)) Fail($"{place}.name", named ? "a name is needed" : "this key has no name");
        else if (key.Kind == RateKeyKind.LabelNamespace) return BuildLabelKey(key.Name!, place);
        if (field is null || named && string.IsNullOrEmpty(key.Name)) return new RateKeyPart(key.Kind, key.Name);
        var target = BuildTarget(field, key.Transformations, place);
        return new RateKeyPart(key.Kind, key.Name, target?.Slot ?? -1);
    }

    RateKeyPart BuildLabelKey(string space, string place)
    {
        if (!DefinitionChecks.IsLabelText(space) || !space.EndsWith(':')) Fail($"{place}.name", "a namespace ends with a colon");
        return new RateKeyPart(RateKeyKind.LabelNamespace, Qualify(space));
    }

    GeoMatchStatement? BuildGeo(GeoMatchDefinition geo, string place)
    {
        var before = problems.Count;
        CheckForwarded(geo.ForwardedIp, place);
        if (geo.CountryCodes.Count == 0) Fail(place, "needs a country");
        foreach (var code in geo.CountryCodes)
            if (code.Length != 2 || !code.All(char.IsAsciiLetterUpper)) Fail($"{place}.countryCodes", $"`{code}` is no country code");
        return problems.Count > before ? null : new GeoMatchStatement(geo.CountryCodes.ToFrozenSet(StringComparer.Ordinal), geo.ForwardedIp, options.Networks);
    }

    AsnMatchStatement? BuildAsn(AsnMatchDefinition asn, string place)
    {
        var before = problems.Count;
        CheckForwarded(asn.ForwardedIp, place);
        if (asn.Asns.Count is 0 or > MaxAsns) Fail(place, $"needs 1 to {MaxAsns} numbers");
        return problems.Count > before ? null : new AsnMatchStatement(asn.Asns.ToFrozenSet(), asn.ForwardedIp, options.Networks);
    }

    void CheckForwarded(ForwardedIpDefinition? forwarded, string place)
    {
        if (forwarded is not null && !DefinitionChecks.IsForwardedHeader(forwarded.Header)) Fail(place, $"`{forwarded.Header}` is no header name");
    }
}
