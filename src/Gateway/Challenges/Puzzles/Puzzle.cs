using System.Numerics;
using System.Security.Cryptography;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// One ticket's puzzle, in two forms that are answered separately: nine pictures, some of which show a certain shape, and five groups
/// of beeps to be counted. It is decided by 32 secret bytes, so every node sees the same one and none keeps it.
/// </summary>
sealed class Puzzle
{
    public const int Tiles = 9, Groups = 5;

    const int MinMatches = 2, MaxMatches = 5, MaxBeeps = 5;

    public Puzzle(ReadOnlySpan<byte> seed)
    {
        var random = new SeededRandom(seed, 'A');
        Shape = Shapes.All[random.Next(Shapes.All.Length)];
        // Every selection of two to five pictures is equally likely: 372 of them.
        int mask;
        do mask = random.Next(1 << Tiles);
        while (BitOperations.PopCount((uint)mask) is < MinMatches or > MaxMatches);
        for (var tile = 0; tile < Tiles; tile++)
        {
            var shows = (mask >> tile & 1) != 0;
            Pictures[tile] = shows ? Shape : Other(ref random);
            PictureAnswer += shows ? '1' : '0';
        }
        for (var group = 0; group < Groups; group++)
        {
            Beeps[group] = 1 + random.Next(MaxBeeps);
            SoundAnswer += (char)('0' + Beeps[group]);
        }
    }

    /// <summary>The shape to look for.</summary>
    public Shape Shape { get; }

    public Shape[] Pictures { get; } = new Shape[Tiles];

    /// <summary>How many beeps each group has.</summary>
    public int[] Beeps { get; } = new int[Groups];

    /// <summary>A digit for each picture, 1 where it shows the shape.</summary>
    public string PictureAnswer { get; } = "";

    /// <summary>A digit for each group.</summary>
    public string SoundAnswer { get; } = "";

    Shape Other(ref SeededRandom random)
    {
        var other = Shapes.All[random.Next(Shapes.All.Length - 1)];
        return ReferenceEquals(other, Shape) ? Shapes.All[^1] : other;
    }
}

/// <summary>Numbers decided by a seed, each use with its own stream: SHA-256 of seed, use and counter.</summary>
struct SeededRandom(ReadOnlySpan<byte> seed, char use)
{
    readonly byte[] block = [.. seed, (byte)use, 0, 0];
    readonly byte[] current = new byte[SHA256.HashSizeInBytes];
    int at = SHA256.HashSizeInBytes;

    /// <summary>0 to <paramref name="end"/> − 1; the bias of a 32-bit remainder is far below what a guess could gain.</summary>
    public int Next(int end) => (int)(Bits() % (uint)end);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Next(float low, float high) => low + (high - low) * (Bits() >> 8) / (1 << 24);

    public uint Bits()
    {
        if (at == current.Length)
        {
            SHA256.HashData(block, current);
            if (++block[^1] == 0) block[^2]++;
            at = 0;
        }
        at += 4;
        return BitConverter.ToUInt32(current, at - 4);
    }
}
