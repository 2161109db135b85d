using System.Numerics;
using System.Runtime.InteropServices;

namespace Redoubt.Services.Iam.Policies;

/// <summary>
/// Matches text against a pattern with <c>*</c> and <c>?</c>. The mask beside the pattern's text says for each character what it is,
/// so that text put in from a request is never taken for a wildcard. Leftmost matches suffice, there is no backtracking:
/// at most one comparison per character of the value, each over sixteen or more characters at once.
/// </summary>
static class Wildcards
{
    /// <summary>The mask of a character that stands for itself.</summary>
    public const ushort Itself = 0xFFFF;

    /// <summary>The mask of a <c>?</c>.</summary>
    public const ushort One = 0;

    /// <summary>The mask of a <c>*</c>.</summary>
    public const ushort Run = 1;

    public static bool Match(ReadOnlySpan<char> value, ReadOnlySpan<char> text, ReadOnlySpan<ushort> mask)
    {
        var steps = 0;
        return Match(value, text, mask, ref steps);
    }

    /// <param name="steps">Grows by one per comparison.</param>
    public static bool Match(ReadOnlySpan<char> value, ReadOnlySpan<char> text, ReadOnlySpan<ushort> mask, ref int steps)
    {
        var star = mask.IndexOf(Run);
        if (star < 0) return value.Length == text.Length && Same(value, text, mask, ref steps);
        if (value.Length < star || !Same(value[..star], text[..star], mask[..star], ref steps)) return false;
        value = value[star..];
        for (; ; )
        {
            text = text[(star + 1)..];
            mask = mask[(star + 1)..];
            star = mask.IndexOf(Run);
            if (star < 0) return value.Length >= text.Length && Same(value[^text.Length..], text, mask, ref steps);
            var at = Find(value, text[..star], mask[..star], ref steps);
            if (at < 0) return false;
            value = value[(at + star)..];
        }
    }

    /// <summary>Compares ARNs: the six parts between colons each for itself, the last with all colons that remain. A pattern of <c>*</c> is any text.</summary>
    public static bool MatchArn(ReadOnlySpan<char> value, ReadOnlySpan<char> text, ReadOnlySpan<ushort> mask)
    {
        if (mask.Length == 1 && mask[0] == Run) return true;
        for (var part = 0; part < 5; part++)
        {
            var have = value.IndexOf(':');
            var want = text.IndexOf(':');
            if (have < 0 || want < 0 || !Match(value[..have], text[..want], mask[..want])) return false;
            value = value[(have + 1)..];
            text = text[(want + 1)..];
            mask = mask[(want + 1)..];
        }
        return Match(value, text, mask);
    }

    // The first place where a piece without stars fits, or -1.
    static int Find(ReadOnlySpan<char> value, ReadOnlySpan<char> piece, ReadOnlySpan<ushort> mask, ref int steps)
    {
        if (!mask.Contains(One))
        {
            steps++;
            return value.IndexOf(piece);
        }
        for (var at = 0; at + piece.Length <= value.Length; at++)
            if (Same(value.Slice(at, piece.Length), piece, mask, ref steps)) return at;
        return -1;
    }

    static bool Same(ReadOnlySpan<char> value, ReadOnlySpan<char> text, ReadOnlySpan<ushort> mask, ref int steps)
    {
        steps++;
        var left = MemoryMarshal.Cast<char, ushort>(value);
        var right = MemoryMarshal.Cast<char, ushort>(text);
        var i = 0;
        for (; i <= left.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            if (((new Vector<ushort>(left[i..]) ^ new Vector<ushort>(right[i..])) & new Vector<ushort>(mask[i..])) != Vector<ushort>.Zero) return false;
        for (; i < left.Length; i++)
            if (((left[i] ^ right[i]) & mask[i]) != 0) return false;
        return true;
    }
}
