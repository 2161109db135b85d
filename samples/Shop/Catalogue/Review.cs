namespace Shop;

/// <param name="Stars">1 to 5.</param>
/// <param name="PhotoId">The photo in <see cref="Photos"/>, which may have been dropped since.</param>
sealed record Review(string Author, int Stars, string Text, DateTimeOffset Written, string? PhotoId = null)
{
    public const int MaxAuthorLength = 60;
    public const int MaxTextLength = 2000;

    /// <summary>What is wrong with a review, by field; empty if nothing is.</summary>
    public static Dictionary<string, string> Check(string author, int? stars, string text)
    {
        var errors = new Dictionary<string, string>();
        if (author.Length is 0 or > MaxAuthorLength) errors["author"] = $"Tell us your name, in up to {MaxAuthorLength} characters.";
        if (stars is not (>= 1 and <= 5)) errors["stars"] = "Choose one to five stars.";
        if (text.Length is 0 or > MaxTextLength) errors["text"] = $"Write something, in up to {MaxTextLength} characters.";
        return errors;
    }
}
