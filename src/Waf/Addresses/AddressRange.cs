namespace Redoubt.Waf;

/// <summary>Addresses from one to another, both included.</summary>
readonly record struct AddressRange(UInt128 From, UInt128 To)
{
    /// <summary>Sorted and disjoint, neighbours joined.</summary>
    public static AddressRange[] Merge(List<AddressRange> ranges)
    {
        ranges.Sort((a, b) => a.From.CompareTo(b.From));
        var merged = new List<AddressRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && (range.From <= merged[^1].To || range.From - merged[^1].To == UInt128.One))
                merged[^1] = merged[^1] with { To = UInt128.Max(merged[^1].To, range.To) };
            else merged.Add(range);
        }
        return [.. merged];
    }
}
