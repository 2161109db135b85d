namespace Redoubt.Waf;

/// <summary>Takes every two characters as the hexadecimal digits of a byte; a single last one is dropped. What is no digit counts as its distance from one, as in the engines this transformation comes from.</summary>
sealed class HexDecode : Transform
{
    public override string Name => "HEX_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => !text.IsEmpty;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i + 1 < text.Length; i += 2) output[length++] = (char)((Digit(text[i]) << 4) + Digit(text[i + 1]) & 0xFF);
        return length;
    }

    static int Digit(char c) => c >= 'A' ? (c & 0xDF) - 'A' + 10 : c - '0';
}
