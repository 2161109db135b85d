namespace Redoubt.Waf;

/// <summary>Writes every UTF-8 sequence beyond ASCII as <c>%uHHHH</c>, so that <c>URL_DECODE_UNI</c> can fold it; bytes that are no UTF-8 stay.</summary>
sealed class Utf8ToUnicode : Transform
{
    public override string Name => "UTF8_TO_UNICODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\xC2', '\xF4');

    // The shortest sequence is two bytes and becomes six; the longest has four and becomes eight.
    public override int MaxLength(int length) => length * 3;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var sequence = text[i] < 0x80 ? 0 : Utf8.Read(text[i..], out _);
            if (sequence == 0)
            {
                output[length++] = text[i++];
                continue;
            }
            Utf8.Read(text[i..], out var point);
            i += sequence;
            output[length++] = '%';
            output[length++] = 'u';
            point.TryFormat(output[length..], out var digits, point > 0xFFFF ? "x6" : "x4");
            length += digits;
        }
        return length;
    }
}
