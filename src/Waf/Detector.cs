using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds one kind of attack in a text.</summary>
/// <param name="Condition">As match details name it, such as <c>PATH_TRAVERSAL</c>.</param>
/// <param name="Detect">Linear in the text, allocates nothing.</param>
sealed record Detector(string Condition, Detection Detect)
{
    /// <summary>Without a place: the whole text explains the match.</summary>
    public Detector(string condition, Func<ReadOnlySpan<char>, bool> isIn) : this(condition, Whole(isIn))
    {
    }

    /// <summary>Finds texts, in any case.</summary>
    public static Detector ForTexts(string condition, params string[] texts) => new(condition, AnyOf(texts));

    static Detection Whole(Func<ReadOnlySpan<char>, bool> isIn) => (text, out start, out length) =>
    {
        (start, length) = (0, text.Length);
        return isIn(text);
    };

    static Detection AnyOf(string[] texts)
    {
        var values = SearchValues.Create(texts, StringComparison.OrdinalIgnoreCase);
        return (text, out start, out length) =>
        {
            start = text.IndexOfAny(values);
            length = start < 0 ? 0 : text.Length - start;
            return start >= 0;
        };
    }
}

/// <param name="text">One character per byte.</param>
/// <param name="start">Where the attack was found, for explanations.</param>
delegate bool Detection(ReadOnlySpan<char> text, out int start, out int length);
