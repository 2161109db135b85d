using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Tells what no program reads as text.</summary>
static class BinaryText
{
    // Of compressed or encoded bytes one in ten is a control character; of text none is.
    const int OneIn = 32;

    static readonly SearchValues<char> Controls = SearchValues.Create("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001c\u001d\u001e\u001f\u007f");

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        var controls = 0;
        foreach (var c in text)
            if (Controls.Contains(c)) controls++;
        return controls > 0 && controls >= text.Length / OneIn;
    }
}
