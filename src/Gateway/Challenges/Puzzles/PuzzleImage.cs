using System.Numerics;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// Draws a puzzle's nine pictures into one: shapes turned, bent, full or hollow, over shades, strokes and grain. Colours are shades of
/// one ink; the shapes keep a contrast of at least 3 to 1 to their paper, grain included.
/// </summary>
sealed class PuzzleImage
{
    const int Side = 96, Size = 3 * Side;

    /// <summary>The lightest a shape is drawn and the darkest its paper, 0 for full ink to 255 for none.</summary>
    public const float LightestInk = 56, DarkestPaper = 190;

    // What the paper changes by from one side to the other.
    const float Slope = 10;

    // Beyond the middle: the page's checkbox is in the upper left corner.
    const float Center = 52;

    // Sub-lines of each pixel line, for smooth edges.
    const int Lines = 4;

    // Straight edges are cut in so many, to bend.
    const int Bend = 6, Enough = 30;

    readonly byte[] pixels = new byte[Size * Size];
    readonly float[] cover = new float[Side * Side];
    readonly List<(Vector2 From, Vector2 To)> edges = new(256);
    readonly List<(float X, int Way)> crossings = new(32);
    SeededRandom random;

    PuzzleImage(ReadOnlySpan<byte> seed) => random = new SeededRandom(seed, 'I');

    public static byte[] Draw(Puzzle puzzle, ReadOnlySpan<byte> seed)
    {
        var image = new PuzzleImage(seed);
        for (var tile = 0; tile < Puzzle.Tiles; tile++) image.DrawTile(tile % 3 * Side, tile / 3 * Side, puzzle.Pictures[tile]);
        return Png.Encode(image.pixels, Size, image.random.Bits());
    }

    void DrawTile(int left, int top, Shape shape)
    {
        // 1. The paper: light, a little darker towards one side.
        float paper = random.Next(DarkestPaper + 2 * Slope, 238f), across = random.Next(-Slope, Slope) / Side, down = random.Next(-Slope, Slope) / Side;
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                pixels[(top + y) * Size + left + x] = (byte)(paper + across * x + down * y);

        // 2. Strokes, fainter than the shape.
        for (var i = 0; i < 3; i++)
        {
            var from = new Vector2(random.Next(0f, Side), random.Next(0f, Side));
            var along = Vector2.Transform(new Vector2(random.Next(40f, 90f), 0), Matrix3x2.CreateRotation(random.Next(0f, 6.28f)));
            var wide = Vector2.Normalize(new(-along.Y, along.X)) * random.Next(0.8f, 1.6f);
            edges.Clear();
            Add([from - along - wide, from + along - wide, from + along + wide, from - along + wide], 1);
            Ink(left, top, random.Next(150f, 185f));
        }

        // 3. The shape.
        var place = Matrix3x2.CreateScale(random.Next(25f, 33f), random.Next(25f, 33f))
            * Matrix3x2.CreateRotation(random.Next(-1f, 1f) * shape.Turn)
            * Matrix3x2.CreateTranslation(Center + random.Next(-7f, 7f), Center + random.Next(-7f, 7f));
        float swing = random.Next(0.8f, 2f), phase = random.Next(0f, 6.28f), length = random.Next(0.07f, 0.12f);
        edges.Clear();
        Add(Bent(shape.Line, 1), 1);
        if (shape.Hollow && random.Next(2) == 0) Add(Bent(shape.Line, random.Next(0.58f, 0.68f)), -1);
        Ink(left, top, random.Next(16f, LightestInk));

        Vector2[] Bent(Vector2[] line, float scale)
        {
            var cuts = line.Length < Enough ? Bend : 1;
            var points = new Vector2[line.Length * cuts];
            for (var i = 0; i < points.Length; i++)
            {
                var on = Vector2.Lerp(line[i / cuts], line[(i / cuts + 1) % line.Length], i % cuts / (float)cuts) * scale;
                var p = Vector2.Transform(on, place);
                points[i] = p + new Vector2(swing * MathF.Sin(p.Y * length + phase), swing * MathF.Sin(p.X * length - phase));
            }
            return points;
        }
    }

    // A line the other way round takes away what is inside it.
    void Add(Vector2[] line, int way)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var (from, to) = (line[i], line[(i + 1) % line.Length]);
            edges.Add(way > 0 ? (from, to) : (to, from));
        }
    }

    // Fills what the edges go around, a sub-line at a time.
    void Ink(int left, int top, float ink)
    {
        var (low, high) = (new Vector2(Side), Vector2.Zero);
        foreach (var (from, _) in edges) (low, high) = (Vector2.Min(low, from), Vector2.Max(high, from));
        var (first, last) = (Math.Max(0, (int)low.Y), Math.Min(Side, (int)high.Y + 1));
        if (last <= first) return;
        cover.AsSpan(first * Side, (last - first) * Side).Clear();
        for (var line = first * Lines; line < last * Lines; line++)
        {
            var y = (line + 0.5f) / Lines;
            crossings.Clear();
            foreach (var (from, to) in edges)
            {
                if (from.Y <= y == to.Y <= y) continue;
                crossings.Add((from.X + (y - from.Y) / (to.Y - from.Y) * (to.X - from.X), from.Y < to.Y ? 1 : -1));
            }
            crossings.Sort(static (a, b) => a.X.CompareTo(b.X));
            var inside = 0;
            for (var i = 0; i + 1 < crossings.Count; i++)
            {
                inside += crossings[i].Way;
                if (inside != 0) Span(line / Lines * Side, crossings[i].X, crossings[i + 1].X);
            }
        }
        var (start, end) = (Math.Max(0, (int)low.X), Math.Min(Side, (int)high.X + 1));
        for (var y = first; y < last; y++)
        {
            for (var x = start; x < end; x++)
            {
                ref var pixel = ref pixels[(top + y) * Size + left + x];
                pixel = (byte)(pixel + (ink - pixel) * Math.Min(1, cover[y * Side + x]));
            }
        }
    }

    void Span(int row, float from, float to)
    {
        from = Math.Max(0, from);
        to = Math.Min(Side, to);
        for (var x = (int)from; x < to; x++)
            cover[row + x] += (Math.Min(to, x + 1) - Math.Max(from, x)) / Lines;
    }
}
