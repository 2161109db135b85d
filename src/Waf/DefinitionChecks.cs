namespace Redoubt.Waf;

/// <summary>What can be said about a definition without compiling its statements.</summary>
sealed class DefinitionChecks(WebAclDefinition definition, List<Problem> problems)
{
    const int MaxSearchString = 200;
    const int MaxLabelsPerRule = 100;

    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<int> priorities = [];

    public void CheckAcl()
    {
        if (!definition.LabelPrefix.EndsWith(':') || !IsLabelText(definition.LabelPrefix)) Add("labelPrefix", "a label prefix ends with a colon");
        if (definition.DefaultAction.Kind == ActionKind.Count) Add("defaultAction", "the default action allows or blocks");
        CheckAction(definition.DefaultAction, "defaultAction");
    }

    public void CheckRule(RuleDefinition rule, string place)
    {
        if (!IsEntityName(rule.Name)) Add($"{place}.name", $"`{rule.Name}` is no rule name");
        if (!names.Add(rule.Name)) Add($"{place}.name", $"`{rule.Name}` names two rules");
        if (rule.Priority < 0) Add($"{place}.priority", "a priority is not negative");
        if (!priorities.Add(rule.Priority)) Add($"{place}.priority", $"two rules have priority {rule.Priority}");
        if (rule.Labels.Count > MaxLabelsPerRule) Add($"{place}.labels", $"at most {MaxLabelsPerRule} labels");
        foreach (var label in rule.Labels)
            if (!IsLabelText(label) || label.EndsWith(':')) Add($"{place}.labels", $"`{label}` is no label");
        CheckAction(rule.Action, $"{place}.action");
    }

    public static string? SearchStringFault(ByteMatchDefinition bytes)
    {
        var search = bytes.SearchString;
        if (search.Length > MaxSearchString) return $"at most {MaxSearchString} bytes";
        if (search.AsSpan().ContainsAnyExceptInRange('\0', '\xFF')) return "one character is one byte";
        if (bytes.Position != PositionalConstraint.ContainsWord) return null;
        return search.Length > 0 && search.All(Ascii.IsWord) ? null : "a word has letters, digits and underscores only";
    }

    public static bool IsLabelText(string text) =>
        text.Length is > 0 and <= 1024 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':');

    public static bool IsForwardedHeader(string name) => name.Length is > 0 and <= 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    static bool IsEntityName(string name) => name.Length is > 0 and <= 128 && name.All(c => Ascii.IsWord(c) || c == '-');

    void CheckAction(RuleAction action, string place)
    {
        if (action.Response is not null && action.Kind != ActionKind.Block) Add(place, "only a block has a response");
        if (action.InsertHeaders.Count > 0 && action.Kind == ActionKind.Block) Add(place, "a blocked request is not forwarded, so it takes no headers");
        CheckHeaders(action.InsertHeaders, place);
        if (action.Response is not { } response) return;
        if (response.Status is < 200 or > 599) Add(place, "a status is 200 to 599");
        if (response.BodyKey is { } key && !definition.ResponseBodyKeys.Contains(key)) Add(place, $"there is no response body `{key}`");
        CheckHeaders(response.Headers, place);
    }

    void CheckHeaders(IReadOnlyList<HttpHeader> headers, string place)
    {
        if (headers.DistinctBy(h => h.Name, StringComparer.OrdinalIgnoreCase).Count() < headers.Count) Add(place, "a header occurs twice");
        foreach (var (name, value) in headers)
        {
            var valid = name.Length is > 0 and <= 64 && name.All(c => Ascii.IsWord(c) || c is '.' or '$' or '-');
            if (!valid || Ascii.EqualsIgnoreCase(name, "content-type")) Add(place, $"`{name}` is no header to set");
            if (value.Length is 0 or > 255 || value.AsSpan().ContainsAnyExceptInRange(' ', '~')) Add(place, $"the value of `{name}` has 1 to 255 printable characters");
        }
    }

    void Add(string place, string message) => problems.Add(new Problem(place, message));
}
