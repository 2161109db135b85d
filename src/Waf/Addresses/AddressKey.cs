using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Waf;

/// <summary>An IP address as a number; IPv4-mapped IPv6 (<c>::ffff:0:0/96</c>) is IPv4, and remembers it.</summary>
readonly record struct AddressKey(bool IsV4, UInt128 Value, bool IsMapped = false)
{
    public static AddressKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork) return new(true, BinaryPrimitives.ReadUInt32BigEndian(bytes));
        var value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return value >> 32 == 0xFFFF ? new(true, (uint)value, IsMapped: true) : new(false, value);
    }

    public IPAddress ToAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsV4 ? bytes[12..] : bytes);
    }

    /// <summary>Reads four decimal numbers, or IPv6; none of the older forms such as <c>127.1</c> or octal ones.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressKey address)
    {
        address = default;
        if (!text.Contains(':')) return TryParseV4(text, out address);
        if (text.Length > 45 || text.ContainsAny('%', '[', ']') || !IPAddress.TryParse(text, out var parsed)) return false;
        address = Of(parsed);
        return true;
    }

    static bool TryParseV4(ReadOnlySpan<char> text, out AddressKey address)
    {
        address = default;
        uint value = 0;
        for (var part = 0; part < 4; part++)
        {
            var digits = 0;
            uint number = 0;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]) && digits < 4) number = number * 10 + (uint)(text[digits++] - '0');
            if (digits is 0 or > 3 || number > 255 || digits > 1 && text[0] == '0') return false;
            value = value << 8 | number;
            text = text[digits..];
            if (part == 3) break;
            if (text.IsEmpty || text[0] != '.') return false;
            text = text[1..];
        }
        address = new AddressKey(true, value);
        return text.IsEmpty;
    }
}
