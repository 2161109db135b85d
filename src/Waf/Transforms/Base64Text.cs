using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Base64 of either alphabet, with spaces where a decoded form had its plus signs, that holds text.</summary>
static class Base64Text
{
    // Shorter ones hold no attack, and are words as likely.
    const int Shortest = 8;

    // What of a long text's beginning and end is decoded to tell; whole groups of four.
    const int Sample = 128;

    static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_ ");

    /// <summary>Whether a text is Base64, as a whole, of what reads as text: not of a key, a digest or a picture, and no word.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.Length < Shortest) return false;
        var letters = text.TrimEnd('=');
        if (text.Length - letters.Length > 2 || letters.Length % 4 == 1 || letters.ContainsAnyExcept(Alphabet)) return false;
        return IsText(letters[..Math.Min(letters.Length, Sample)]) || letters.Length > 2 * Sample && IsText(letters[(letters.Length - Sample & ~3)..]);
    }

    /// <param name="output">May be the memory that the text is in.</param>
    public static int Decode(ReadOnlySpan<char> text, Span<char> output)
    {
        var bits = new Base64Bits();
        foreach (var c in text.TrimEnd('=')) bits.Add(c switch { '-' or ' ' => '+', '_' => '/', _ => c }, output);
        return bits.Length;
    }

    static bool IsText(ReadOnlySpan<char> letters)
    {
        Span<char> bytes = stackalloc char[Sample];
        var length = Decode(letters, bytes);
        var readable = 0;
        for (var i = 0; i < length; i++)
        {
            if (bytes[i] is >= ' ' and <= '~' or '\t' or '\n' or '\r' or '\0') readable++;
            else if (Utf8.Read(bytes[i..length], out _) is > 0 and var read)
            {
                readable += read;
                i += read - 1;
            }
        }
        return readable * 10 >= length * 9;
    }
}
