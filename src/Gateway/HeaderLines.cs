using System.Text;

namespace Redoubt.Gateway;

/// <summary>
/// Writes header values to an HTTP/1.1 origin: Latin-1, with <see cref="Break"/> as the line break between two lines of one name.
/// The platform's client joins such lines with commas, which is not what was inspected.
/// INVARIANT: values from the client are Latin-1 (<see cref="OutgoingRequest"/> checks), so a break is always the gateway's own.
/// </summary>
sealed class HeaderLines : Encoding
{
    /// <summary>Outside Latin-1.</summary>
    public const char Break = '\uE000';

    public static readonly HeaderLines Instance = new();

    public override int GetMaxByteCount(int charCount) => charCount * 2;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => count + chars.AsSpan(index, count).Count(Break);

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        var written = 0;
        while (true)
        {
            var end = chars.IndexOf(Break);
            written += Latin1.GetBytes(end < 0 ? chars : chars[..end], bytes[written..]);
            if (end < 0) return written;
            "\r\n"u8.CopyTo(bytes[written..]);
            written += 2;
            chars = chars[(end + 1)..];
        }
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        GetBytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
}
