using System.Numerics;

namespace Redoubt.Waf;

/// <summary>Disjoint ranges of addresses with a number each, found by binary search.</summary>
sealed class RangeMap<T> where T : struct, IComparable<T>, IComparisonOperators<T, T, bool>
{
    readonly T[] from;
    readonly T[] to;
    readonly int[] values;

    RangeMap(T[] from, T[] to, int[] values) => (this.from, this.to, this.values) = (from, to, values);

    public int Count => from.Length;

    /// <param name="ranges">In any order; sorted here.</param>
    /// <returns>Null where two ranges overlap.</returns>
    public static RangeMap<T>? Build(List<(T From, T To, int Value)> ranges)
    {
        ranges.Sort(static (a, b) => a.From.CompareTo(b.From));
        for (var i = 1; i < ranges.Count; i++)
            if (ranges[i].From <= ranges[i - 1].To) return null;
        return new([.. ranges.Select(r => r.From)], [.. ranges.Select(r => r.To)], [.. ranges.Select(r => r.Value)]);
    }

    /// <returns>-1 where no range holds the address.</returns>
    public int Find(T address)
    {
        var at = Array.BinarySearch(from, address);
        if (at < 0) at = ~at - 1;
        return at >= 0 && address <= to[at] ? values[at] : -1;
    }
}
