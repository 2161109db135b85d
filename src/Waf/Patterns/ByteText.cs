using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// The alphabet that regular expressions see. The platform takes bytes from 0x80 on for letters, digits or white space of
/// Latin-1; PCRE on bytes does not. So each such byte stands as a private-use character, which belongs to no class and has no case.
/// </summary>
static class ByteText
{
    const int Offset = 0xE000;

    public static char Map(int value) => (char)(value < 0x80 ? value : value + Offset);

    /// <summary>The byte that a character of the alphabet stands for.</summary>
    public static char Back(char character) => (char)(character < 0x80 ? character : character - Offset);

    /// <summary>The text in the alphabet; the text itself where it is all ASCII, else a rented copy to give back.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, out char[]? rented)
    {
        rented = null;
        var first = text.IndexOfAnyInRange('\x80', '\xFF');
        if (first < 0) return text;
        rented = ArrayPool<char>.Shared.Rent(text.Length);
        var copy = rented.AsSpan(0, text.Length);
        text[..first].CopyTo(copy);
        for (var i = first; i < text.Length; i++) copy[i] = Map(text[i]);
        return copy;
    }

    public static void Return(char[]? rented)
    {
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
    }
}
