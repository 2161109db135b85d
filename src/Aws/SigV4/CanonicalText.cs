using System.Buffers;
using System.Text;

namespace Redoubt.Aws.SigV4;

/// <summary>Canonical text under construction: bytes on the stack first, in a pooled array when they outgrow it.</summary>
ref struct CanonicalText(Span<byte> initial)
{
    /// <summary>Letters, digits and <c>-_.~</c>: what is never percent-encoded.</summary>
    static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    Span<byte> buffer = initial;
    byte[]? rented;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => buffer[..Length];

    public void Append(byte value)
    {
        if (Length == buffer.Length) Grow(1);
        buffer[Length++] = value;
    }

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void Append(scoped ReadOnlySpan<char> text)
    {
        var free = Reserve(text.Length * 3);
        Length += Encoding.UTF8.GetBytes(text, free);
    }

    /// <summary>Appends bytes as lower-case hexadecimal.</summary>
    public void AppendHex(scoped ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, Reserve(bytes.Length * 2), out var written);
        Length += written;
    }

    /// <summary>Percent-encodes every byte that is not unreserved.</summary>
    public void AppendEncoded(scoped ReadOnlySpan<byte> raw)
    {
        while (true)
        {
            var plain = raw.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                Append(raw);
                return;
            }
            Append(raw[..plain]);
            AppendEscape(raw[plain]);
            raw = raw[(plain + 1)..];
        }
    }

    /// <summary>Decodes percent escapes and encodes the result again, so that every spelling of a text comes out the same.</summary>
    /// <returns>False if an escape is malformed.</returns>
    public bool TryAppendReencoded(scoped ReadOnlySpan<byte> escaped)
    {
        while (true)
        {
            var plain = escaped.IndexOfAnyExcept(Unreserved);
            if (plain < 0)
            {
                Append(escaped);
                return true;
            }
            Append(escaped[..plain]);
            var value = escaped[plain];
            escaped = escaped[(plain + 1)..];
            if (value == '%')
            {
                if (escaped.Length < 2 || !char.IsAsciiHexDigit((char)escaped[0]) || !char.IsAsciiHexDigit((char)escaped[1])) return false;
                value = (byte)(Nibble(escaped[0]) << 4 | Nibble(escaped[1]));
                escaped = escaped[2..];
            }
            if (Unreserved.Contains(value)) Append(value);
            else AppendEscape(value);
        }
    }

    public void Dispose()
    {
        if (rented is null) return;
        ArrayPool<byte>.Shared.Return(rented);
        rented = null;
        buffer = default;
        Length = 0;
    }

    void AppendEscape(byte value)
    {
        const string Hex = "0123456789ABCDEF";
        var free = Reserve(3);
        free[0] = (byte)'%';
        free[1] = (byte)Hex[value >> 4];
        free[2] = (byte)Hex[value & 15];
        Length += 3;
    }

    static int Nibble(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    Span<byte> Reserve(int size)
    {
        if (buffer.Length - Length < size) Grow(size);
        return buffer[Length..];
    }

    void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + size));
        Written.CopyTo(larger);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        buffer = rented = larger;
    }
}
