using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Turns every run of white space, the non-breaking space (0xA0) included, into one space.</summary>
sealed class CompressWhiteSpace : Transform
{
    static readonly SearchValues<char> White = SearchValues.Create(" \t\n\v\f\r\u00A0");

    public override string Name => "COMPRESS_WHITE_SPACE";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAny(White);

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        var space = false;
        foreach (var c in text)
        {
            var white = Ascii.IsWhite(c) || c == '\u00A0';
            if (!white) output[length++] = c;
            else if (!space) output[length++] = ' ';
            space = white;
        }
        return length;
    }
}
