using System.Buffers.Binary;
using System.IO.Compression;

namespace Redoubt.Gateway.Challenges;

/// <summary>Writes a square picture in sixteen shades of one ink as PNG (RFC 2083), with a grain.</summary>
static class Png
{
    const int Shades = 16;

    static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(static n =>
    {
        var c = (uint)n;
        for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB8_8320 ^ c >> 1 : c >> 1;
        return c;
    })];

    /// <summary>Red, green and blue of every shade, from ink to paper.</summary>
    public static readonly byte[] Palette = [.. Enumerable.Range(0, Shades).SelectMany(static i => (byte[])[Shade(22, 248, i), Shade(32, 250, i), Shade(58, 253, i)])];

    /// <param name="pixels">One byte each, 0 for full ink to 255 for none; <paramref name="size"/> lines of as many.</param>
    /// <param name="grain">Seeds the grain.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int size, uint grain)
    {
        using var output = new MemoryStream(32 * 1024);
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size);
        // 4 bits a pixel, by palette.
        (header[8], header[9]) = (4, 3);
        Chunk(output, "IHDR"u8, header);
        Chunk(output, "PLTE"u8, Palette);
        Chunk(output, "IDAT"u8, Compressed(pixels, size, grain | 1));
        Chunk(output, "IEND"u8, []);
        return output.ToArray();
    }

    static byte[] Compressed(ReadOnlySpan<byte> pixels, int size, uint grain)
    {
        using var output = new MemoryStream(32 * 1024);
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            Span<byte> line = stackalloc byte[1 + size / 2];
            for (var y = 0; y < size; y++)
            {
                line.Clear();
                for (var x = 0; x < size; x++)
                {
                    grain ^= grain << 13;
                    grain ^= grain >> 17;
                    grain ^= grain << 5;
                    // Half a shade to either side, which also hides the steps between shades.
                    var shade = Math.Clamp(pixels[y * size + x] + (int)(grain >> 27) - 16, 0, 255) >> 4;
                    line[1 + x / 2] |= (byte)(x % 2 == 0 ? shade << 4 : shade);
                }
                zlib.Write(line);
            }
        }
        return output.ToArray();
    }

    static void Chunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        output.Write(number);
    }

    static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) crc = CrcTable[(crc ^ b) & 0xFF] ^ crc >> 8;
        return crc;
    }

    static byte Shade(int ink, int paper, int i) => (byte)(ink + (paper - ink) * i / (Shades - 1));
}
