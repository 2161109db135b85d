namespace Redoubt.Waf;

/// <summary>A robot that says who it is.</summary>
/// <param name="Name">As its label names it.</param>
/// <param name="Category">AWS's, such as <c>search_engine</c>.</param>
/// <param name="Token">What its User-Agent contains, in any case.</param>
/// <param name="Organization">Who runs it, and publishes the networks it comes from; null for software that anybody runs.</param>
sealed record Bot(string Name, string Category, string Token, string? Organization = null)
{
    /// <summary>The list of the networks that the organisation's robots come from, by which one is known from an impostor.</summary>
    public string? List => Organization is null ? null : $"bot-{Organization}";
}
