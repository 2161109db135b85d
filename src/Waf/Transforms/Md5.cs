using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Redoubt.Waf;

/// <summary>The sixteen raw bytes of the text's MD5: a fingerprint to compare with, not a protection.</summary>
sealed class Md5 : Transform
{
    public override string Name => "MD5";

    public override bool Affects(ReadOnlySpan<char> text) => true;

    public override int MaxLength(int length) => MD5.HashSizeInBytes;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        var length = Encoding.Latin1.GetBytes(text, bytes);
#pragma warning disable CA5351 // AWS names the algorithm.
        MD5.HashData(bytes.AsSpan(0, length), hash);
#pragma warning restore CA5351
        ArrayPool<byte>.Shared.Return(bytes);
        return Encoding.Latin1.GetChars(hash, output);
    }
}
