namespace Shop;

/// <summary>A labelled form control that keeps what was typed and says what is wrong with it.</summary>
/// <param name="Autocomplete">The HTML autofill name, such as <c>postal-code</c>.</param>
sealed record Field(string Name, string Label, string Type = "text", string Autocomplete = "off", int MaxLength = 100, bool Required = true)
{
    public string? Hint { get; init; }

    /// <summary>False for what must not travel back to the browser: passwords and card numbers.</summary>
    public bool Repeats { get; init; } = true;

    public Html Render(Form form, string? value = null)
    {
        var shown = !Repeats ? "" : form[Name] is { Length: > 0 } typed ? typed : value;
        var error = form.Errors.GetValueOrDefault(Name);
        return $"""
            <div class="field">
              <label for="{Name}">{Label}{(Required ? Html.Empty : Optional)}</label>
              <input id="{Name}" name="{Name}" type="{Type}" autocomplete="{Autocomplete}" maxlength="{MaxLength}" value="{shown}"{(Required ? RequiredMark : Html.Empty)}{Described(error)}>
              {Below(error)}
            </div>
            """;
    }

    static Html Optional => $""" <span class="small">(optional)</span>""";

    static Html RequiredMark => $" required";

    Html Described(string? error)
    {
        if (error is not null) return $""" aria-invalid="true" aria-describedby="{Name}-note" """;
        return Hint is null ? Html.Empty : $""" aria-describedby="{Name}-note" """;
    }

    Html Below(string? error)
    {
        if (error is not null) return $"""<p class="error" id="{Name}-note">{error}</p>""";
        return Hint is null ? Html.Empty : $"""<p class="hint" id="{Name}-note">{Hint}</p>""";
    }
}
