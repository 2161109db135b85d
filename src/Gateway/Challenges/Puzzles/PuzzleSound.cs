using System.Buffers.Binary;

namespace Redoubt.Gateway.Challenges;

/// <summary>Plays a puzzle's groups of beeps over a low hiss, as WAV: one channel, 8,000 samples of 8 bits a second.</summary>
static class PuzzleSound
{
    const int Rate = 8_000, Header = 44;

    public static byte[] Play(Puzzle puzzle, ReadOnlySpan<byte> seed)
    {
        var random = new SeededRandom(seed, 'S');
        var samples = new List<byte>(16 * Rate);
        var hiss = random.Bits() | 1;
        Silence(0.6f);
        foreach (var beeps in puzzle.Beeps)
        {
            float pitch = random.Next(420f, 900f), length = random.Next(0.14f, 0.2f), gap = random.Next(0.16f, 0.24f);
            for (var i = 0; i < beeps; i++)
            {
                Beep(pitch, length);
                Silence(gap);
            }
            Silence(random.Next(0.9f, 1.2f));
        }
        return Wav(samples);

        void Silence(float seconds) => Sound(seconds, 0, 0);

        void Beep(float hertz, float seconds) => Sound(seconds, hertz, 80);

        void Sound(float seconds, float hertz, float loud)
        {
            var count = (int)(seconds * Rate);
            // Ten milliseconds to rise and fall, or it would click.
            const int Edge = Rate / 100;
            for (var i = 0; i < count; i++)
            {
                hiss ^= hiss << 13;
                hiss ^= hiss >> 17;
                hiss ^= hiss << 5;
                var shape = Math.Min(1, Math.Min(i, count - i) / (float)Edge);
                samples.Add((byte)(128 + loud * shape * MathF.Sin(i * hertz * 2 * MathF.PI / Rate) + (int)(hiss >> 29) - 4));
            }
        }
    }

    static byte[] Wav(List<byte> samples)
    {
        var wav = new byte[Header + samples.Count];
        var header = wav.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        // PCM, one channel.
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Rate);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Count);
        samples.CopyTo(wav, Header);
        return wav;
    }
}
