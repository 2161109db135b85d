namespace Shop;

static class Stars
{
    /// <summary>Five stars with the rounded rating filled; read aloud as a number.</summary>
    public static Html Render(double? rating)
    {
        if (rating is not { } value) return $"""<span class="stars none">No reviews yet</span>""";
        var full = (int)Math.Round(value, MidpointRounding.AwayFromZero);
        return $"""
            <span class="stars" role="img" aria-label="{value.ToString("0.#")} out of 5 stars">{new string('★', full)}<span>{new string('★', 5 - full)}</span></span>
            """;
    }
}
