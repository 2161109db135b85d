namespace Redoubt.Waf;

/// <summary>What can be said about the rules of one web ACL or group without compiling their statements.</summary>
sealed class DefinitionChecks(List<Problem> problems)
{
    const int MaxSearchString = 200;
    const int MaxLabelsPerRule = 100;

    // Seconds: three days.
    const int MaxImmunity = 259_200;

    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<int> priorities = [];

    public void CheckAcl(WebAclDefinition definition)
    {
        if (!definition.LabelPrefix.EndsWith(':') || !IsLabelText(definition.LabelPrefix)) Add("labelPrefix", "a label prefix ends with a colon");
        if (definition.DefaultAction.Kind is not (ActionKind.Allow or ActionKind.Block)) Add("defaultAction", "the default action allows or blocks");
        CheckImmunity(definition.CaptchaImmunity, 60, "captchaImmunity");
        CheckImmunity(definition.ChallengeImmunity, 300, "challengeImmunity");
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
        if (rule.Action is { } action) CheckAction(action, $"{place}.action");
        CheckImmunity(rule.CaptchaImmunity, 60, $"{place}.captchaImmunity");
        CheckImmunity(rule.ChallengeImmunity, 300, $"{place}.challengeImmunity");
        if (rule.Statement is GroupDefinition)
        {
            if (rule.Action is not (null or { Kind: ActionKind.Count })) Add($"{place}.action", "a rule group's decision is taken or counted");
            if (rule.Labels.Count > 0) Add($"{place}.labels", "a rule group has the labels of its own rules");
        }
        else if (rule.Action is null) Add($"{place}.action", "a rule needs an action");
    }

    /// <summary>An action that is put in the place of a group's rule's.</summary>
    public void CheckOverride(RuleAction action, string place) => CheckAction(action, place);

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

    void CheckImmunity(TimeSpan? immunity, int least, string place)
    {
        if (immunity is { } time && (time.TotalSeconds < least || time.TotalSeconds > MaxImmunity)) Add(place, $"an immunity time is {least} to {MaxImmunity} seconds");
    }

    void CheckAction(RuleAction action, string place)
    {
        if (action.Response is not null && action.Kind != ActionKind.Block) Add(place, "only a block has a response");
        if (action.InsertHeaders.Count > 0 && action.Kind == ActionKind.Block) Add(place, "a blocked request is not forwarded, so it takes no headers");
        CheckHeaders(action.InsertHeaders, place);
        if (action.Response is not { } response) return;
        if (response.Status is < 200 or > 599) Add(place, "a status is 200 to 599");
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
