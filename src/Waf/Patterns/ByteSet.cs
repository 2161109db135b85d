using System.Text;

namespace Redoubt.Waf;

/// <summary>A set of byte values: a character class.</summary>
struct ByteSet
{
    UInt128 low;
    UInt128 high;

    public static readonly ByteSet Digits = Of('0', '9');
    public static readonly ByteSet Words = Of('a', 'z').Union(Of('A', 'Z')).Union(Digits).With('_');
    public static readonly ByteSet Whites = Of('\t', '\r').With(' ');
    public static readonly ByteSet HorizontalWhites = default(ByteSet).With('\t').With(' ').With(0xA0);
    public static readonly ByteSet VerticalWhites = Of('\n', '\r').With(0x85);

    public static ByteSet Of(int from, int to)
    {
        var set = default(ByteSet);
        for (var i = from; i <= to; i++) set = set.With(i);
        return set;
    }

    public readonly bool Contains(int value) => (value < 128 ? low >> value & 1 : high >> (value - 128) & 1) != 0;

    public readonly ByteSet With(int value)
    {
        var set = this;
        if (value < 128) set.low |= UInt128.One << value;
        else set.high |= UInt128.One << (value - 128);
        return set;
    }

    public readonly ByteSet Union(ByteSet other) => new() { low = low | other.low, high = high | other.high };

    public readonly ByteSet Complement() => new() { low = ~low, high = ~high };

    /// <summary>The set with both cases of every ASCII letter in it.</summary>
    public readonly ByteSet IgnoringCase()
    {
        var set = this;
        for (int c = 'a'; c <= 'z'; c++)
            if (Contains(c) || Contains(c - 32)) set = set.With(c).With(c - 32);
        return set;
    }

    /// <summary>A class of the platform's syntax, every character written by its number.</summary>
    public readonly string ToClass()
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 256; i++)
        {
            if (!Contains(i)) continue;
            var end = i;
            while (end < 255 && end != 127 && Contains(end + 1)) end++;
            text.Append($"\\u{(int)ByteText.Map(i):x4}");
            if (end > i) text.Append($"-\\u{(int)ByteText.Map(end):x4}");
            i = end;
        }
        return text.Length == 1 ? "[^\\u0000-\\uffff]" : text.Append(']').ToString();
    }
}
