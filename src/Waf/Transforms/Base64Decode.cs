namespace Redoubt.Waf;

/// <summary>Decodes Base64 up to the first character that is none.</summary>
sealed class Base64Decode : Transform
{
    public override string Name => "BASE64_DECODE";

    public override bool Affects(ReadOnlySpan<char> text) => !text.IsEmpty;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var bits = new Base64Bits();
        foreach (var c in text)
            if (!bits.Add(c, output)) break;
        return bits.Length;
    }
}

/// <summary>Collects six bits at a time; a last group of two or three characters gives one or two bytes.</summary>
struct Base64Bits
{
    int buffer;
    int count;

    public int Length { get; private set; }

    /// <returns>False where the character belongs to no Base64 alphabet.</returns>
    public bool Add(char c, Span<char> output)
    {
        var value = c switch
        {
            >= 'A' and <= 'Z' => c - 'A',
            >= 'a' and <= 'z' => c - 'a' + 26,
            >= '0' and <= '9' => c - '0' + 52,
            '+' => 62,
            '/' => 63,
            _ => -1,
        };
        if (value < 0) return false;
        buffer = (buffer << 6 | value) & 0xFFFF;
        count += 6;
        if (count < 8) return true;
        count -= 8;
        output[Length++] = (char)(buffer >> count & 0xFF);
        return true;
    }
}
