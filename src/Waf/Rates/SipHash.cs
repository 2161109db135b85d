using System.Numerics;
using System.Runtime.CompilerServices;

namespace Redoubt.Waf;

/// <summary>
/// SipHash-2-4 with a 128-bit result (Aumasson and Bernstein, 2012): nobody who does not know the key can choose texts that
/// collide. Takes bytes as characters of one byte each.
/// </summary>
ref struct SipHash
{
    ulong v0, v1, v2, v3, word;
    int length;

    public SipHash(UInt128 key)
    {
        var (k0, k1) = ((ulong)key, (ulong)(key >> 64));
        v0 = k0 ^ 0x736f6d6570736575;
        v1 = k1 ^ 0x646f72616e646f6d ^ 0xee;
        v2 = k0 ^ 0x6c7967656e657261;
        v3 = k1 ^ 0x7465646279746573;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var c in text) Add((byte)c);
    }

    public void Add(UInt128 number)
    {
        for (var i = 0; i < 16; i++) Add((byte)(number >> 8 * i));
    }

    public void Add(int number)
    {
        for (var i = 0; i < 4; i++) Add((byte)(number >> 8 * i));
    }

    public void Add(byte value)
    {
        word |= (ulong)value << 8 * (length & 7);
        if ((++length & 7) != 0) return;
        Mix(word);
        word = 0;
    }

    public UInt128 End()
    {
        Mix(word | (ulong)length << 56);
        v2 ^= 0xee;
        for (var i = 0; i < 4; i++) Round();
        var low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        for (var i = 0; i < 4; i++) Round();
        return new UInt128(v0 ^ v1 ^ v2 ^ v3, low);
    }

    void Mix(ulong m)
    {
        v3 ^= m;
        Round();
        Round();
        v0 ^= m;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Round()
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
