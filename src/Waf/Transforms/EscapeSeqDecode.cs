namespace Redoubt.Waf;

/// <summary>Undoes ANSI C escapes: <c>\a \b \f \n \r \t \v \\ \? \' \"</c>, <c>\xHH</c> and up to three octal digits. Of an unknown one the character stays.</summary>
sealed class EscapeSeqDecode : Transform
{
    public override string Name => "ESCAPE_SEQ_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('\\');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                output[length++] = text[i];
                continue;
            }
            var c = text[++i];
            if (c == 'x' && Ascii.HexByte(text, i + 1) is >= 0 and var value)
            {
                output[length++] = (char)value;
                i += 2;
            }
            else if (c is >= '0' and <= '7')
            {
                output[length++] = (char)(Octal.Read(text, ref i, 3) & 0xFF);
            }
            else output[length++] = Simple(c);
        }
        return length;
    }

    public static char Simple(char c) => c switch
    {
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => c,
    };
}
