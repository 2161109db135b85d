using System.Text;

namespace Redoubt.Fuzz;

/// <summary>
/// Makes new inputs of known ones, without knowing what they are: bits and bytes changed, runs removed, doubled and repeated, words of a
/// dictionary put in, two inputs joined. The same seed makes the same inputs.
/// </summary>
sealed class Mutator(int seed, string[] seeds, int maxLength)
{
    const int Kept = 512;

    // Characters that mean something to some parser.
    const string Marks = "\0\t\n\r \"#$%&'()*+,-./0:;<=>?@A[\\]^_`a{|}~\x7F\x80\xC0\xE2\xFF";

    readonly Random random = new(seed);
    readonly List<string> pool = [.. seeds];

    public string Next()
    {
        var text = new StringBuilder(pool[random.Next(pool.Count)]);
        for (var changes = 1 << random.Next(5); changes > 0; changes--) Change(text);
        if (text.Length > maxLength) text.Length = maxLength;
        var made = text.ToString();
        // Some of what was made is made more of, so that changes add up.
        if (random.Next(16) == 0)
        {
            if (pool.Count < seeds.Length + Kept) pool.Add(made);
            else pool[seeds.Length + random.Next(Kept)] = made;
        }
        return made;
    }

    void Change(StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, 1 + (random.Next(8) == 0 ? random.Next(256) : random.Next(8)));
        switch (random.Next(11))
        {
            case 0 when at < text.Length:
                text[at] = (char)(text[at] ^ 1 << random.Next(8));
                break;
            case 1 when at < text.Length:
                text[at] = (char)random.Next(256);
                break;
            case 2 when at < text.Length:
                text[at] = Marks[random.Next(Marks.Length)];
                break;
            case 3:
                text.Insert(at, Marks[random.Next(Marks.Length)]);
                break;
            case 4:
                text.Remove(at, length);
                break;
            case 5:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 6 when length > 0:
                // Depth and number are where parsers that recurse or look back twice show themselves.
                text.Insert(at, text.ToString(at, length), Math.Min(1 << random.Next(12), 1 + maxLength / length / 2));
                break;
            case 7:
                text.Insert(at, Words.All[random.Next(Words.All.Length)]);
                break;
            case 8:
                var other = pool[random.Next(pool.Count)];
                var start = random.Next(other.Length + 1);
                text.Insert(at, other[start..]);
                break;
            case 9 when at > 0:
                text.Length = at;
                break;
            default:
                text.Insert(at, $"%{random.Next(256):X2}");
                break;
        }
        if (text.Length > 2 * maxLength) text.Length = maxLength;
    }
}
