namespace Redoubt.Services.Iam;

/// <summary>One page of an IAM listing.</summary>
/// <param name="Items">The page.</param>
/// <param name="Marker">Where the next begins; null on the last page.</param>
readonly record struct Page<T>(List<T> Items, string? Marker)
{
    public bool IsTruncated => Marker is not null;
}

static class Paging
{
    const int DefaultItems = 100;

    public static int Items(int? maxItems) => maxItems ?? DefaultItems;

    /// <summary>Cuts one more item than fit down to a page.</summary>
    /// <param name="found">Up to one more than <paramref name="limit"/>.</param>
    /// <param name="position">What the next page begins behind.</param>
    public static Page<T> Cut<T>(List<T> found, int limit, Func<T, string> position, Call call) =>
        found.Count <= limit ? new(found, null) : new(found[..limit], call.Pages.Seal(call, position(found[limit - 1])));

    /// <summary>A page of what is wholly in memory, in ordinal order of position.</summary>
    public static Page<T> Of<T>(IEnumerable<T> all, Func<T, string> position, int? maxItems, string? marker, Call call)
    {
        var (limit, after) = (Items(maxItems), After(marker, call));
        var found = all.OrderBy(position, StringComparer.Ordinal)
            .Where(item => after is null || string.CompareOrdinal(position(item), after) > 0)
            .Take(limit + 1).ToList();
        return Cut(found, limit, position, call);
    }

    /// <summary>The position a marker stands for.</summary>
    public static string? After(string? marker, Call call) =>
        marker is null ? null : call.Pages.Open(call, marker) ?? throw IamErrors.Validation("Invalid Marker.");
}
