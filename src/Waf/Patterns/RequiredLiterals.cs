using System.Globalization;

namespace Redoubt.Waf;

/// <summary>
/// Finds texts of which every match of a pattern contains at least one, so that a pattern is run only where one of them occurs.
/// Reads what <see cref="RegexTranslator"/> writes. Case is ignored throughout, which can only let more through.
/// </summary>
ref struct RequiredLiterals
{
    /// <summary>Shorter ones occur nearly everywhere.</summary>
    const int MinLength = 2;

    const int MaxLength = 32;

    /// <summary>Texts that stand for one place of a pattern.</summary>
    const int MaxTexts = 64;

    readonly ReadOnlySpan<char> pattern;
    int at;

    RequiredLiterals(ReadOnlySpan<char> pattern) => this.pattern = pattern;

    /// <param name="translated">A pattern in the platform's syntax, as the translator writes it.</param>
    /// <returns>In lower case, over bytes; null where there are none that help.</returns>
    public static string[]? Of(string translated)
    {
        var reader = new RequiredLiterals(translated);
        var whole = reader.Alternatives();
        return Usable(whole.Required ?? whole.Exact);
    }

    Place Alternatives()
    {
        var whole = Sequence();
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            whole = Either(whole, Sequence());
        }
        return whole;
    }

    // What stands side by side: runs of places whose texts are all known are joined, and the best of all runs is kept.
    Place Sequence()
    {
        string[]? best = null;
        string[] run = [""];
        var exact = true;
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var place = Repeated(One());
            if (place.Exact is { } texts && Join(run, texts) is { } joined)
            {
                run = joined;
                continue;
            }
            exact = false;
            best = Better(Better(best, Usable(run)), place.Required ?? Usable(place.Exact));
            run = place.Exact ?? [""];
        }
        return exact ? new(run, null) : new(null, Better(best, Usable(run)));
    }

    Place One()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                return Class();
            case '.':
                return Place.Unknown;
            case '^' or '$':
                return Place.Empty;
            case '\\':
                var escaped = pattern[at++];
                if (escaped != 'u') return Place.Empty;
                return Place.Of(Character());
            default:
                return Place.Of(c);
        }
    }

    Place Group()
    {
        // `(?:`, a lookaround, or flags with or without a body.
        var zeroWidth = pattern[at + 1] is '=' or '!' or '<';
        at++;
        while (pattern[at] is not (':' or ')' or '=' or '!')) at++;
        if (pattern[at++] == ')') return Place.Empty;
        var inside = Alternatives();
        at++;
        return zeroWidth ? Place.Empty : inside;
    }

    // `[\u0000-\uffff]`: every character is written by its number.
    Place Class()
    {
        var texts = new List<string>();
        var negated = pattern[at] == '^';
        if (negated) at++;
        while (pattern[at] != ']')
        {
            var from = ClassCharacter();
            var to = from;
            if (pattern[at] == '-')
            {
                at++;
                to = ClassCharacter();
            }
            if (to - from > MaxTexts) texts.Add("");
            else
                for (var c = from; c <= to; c++)
                    texts.Add(Folded(c));
        }
        at++;
        if (negated || texts.Contains("")) return Place.Unknown;
        var distinct = texts.Distinct(StringComparer.Ordinal).ToArray();
        return distinct.Length is 0 or > 8 ? Place.Unknown : new(distinct, null);
    }

    char ClassCharacter()
    {
        at += 2;
        return Character();
    }

    char Character()
    {
        var value = (char)int.Parse(pattern.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        at += 4;
        return value;
    }

    Place Repeated(Place place)
    {
        var (least, most) = (1, 1);
        if (at < pattern.Length)
            switch (pattern[at])
            {
                case '*': (least, most) = (0, int.MaxValue); at++; break;
                case '+': (least, most) = (1, int.MaxValue); at++; break;
                case '?': (least, most) = (0, 1); at++; break;
                case '{': (least, most) = Counts(); break;
                default: return place;
            }
        if (at < pattern.Length && pattern[at] == '?') at++;
        if (least == 0) return most == 1 && place.Exact is { Length: < MaxTexts } texts ? new([.. texts.Union([""])], null) : Place.Unknown;
        if (least == 1 && most == 1) return place;
        if (least == most && least <= 4 && place.Exact is { } once)
        {
            string[]? times = once;
            for (var i = 1; i < least && times is not null; i++) times = Join(times, once);
            if (times is not null) return new(times, null);
        }
        return new(null, place.Required ?? Usable(place.Exact));
    }

    (int Least, int Most) Counts()
    {
        var end = at + pattern[at..].IndexOf('}');
        var counts = pattern[(at + 1)..end];
        at = end + 1;
        var comma = counts.IndexOf(',');
        if (comma < 0) return (Number(counts), Number(counts));
        var least = Number(counts[..comma]);
        return (least, comma + 1 == counts.Length ? int.MaxValue : Number(counts[(comma + 1)..]));
    }

    static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    static Place Either(Place one, Place other)
    {
        if (one.Exact is { } a && other.Exact is { } b && a.Length + b.Length <= MaxTexts) return new([.. a.Union(b)], null);
        var (mine, others) = (one.Required ?? Usable(one.Exact), other.Required ?? Usable(other.Exact));
        return mine is not null && others is not null && mine.Length + others.Length <= MaxTexts ? new(null, [.. mine.Union(others)]) : Place.Unknown;
    }

    // Every text of the one followed by every text of the other; null where that is too many or too long.
    static string[]? Join(string[] before, string[] after)
    {
        if (before.Length * after.Length > MaxTexts) return null;
        if (before.Max(text => text.Length) + after.Max(text => text.Length) > MaxLength) return null;
        return [.. before.SelectMany(first => after.Select(second => first + second)).Distinct(StringComparer.Ordinal)];
    }

    static string[]? Usable(string[]? texts) => texts is { Length: > 0 } && texts.All(text => text.Length >= MinLength) ? texts : null;

    // The longer the shortest the rarer; of equals the fewer.
    static string[]? Better(string[]? one, string[]? other)
    {
        if (one is null || other is null) return one ?? other;
        var (mine, others) = (one.Min(text => text.Length), other.Min(text => text.Length));
        return mine != others ? mine > others ? one : other : one.Length <= other.Length ? one : other;
    }

    static string Folded(char c) => Ascii.Lower(ByteText.Back(c)).ToString();

    /// <summary>What is known of a part of the pattern.</summary>
    /// <param name="Exact">The only texts it matches; null where they are too many.</param>
    /// <param name="Required">Where those are not known: texts of which it contains one; null for none.</param>
    readonly record struct Place(string[]? Exact, string[]? Required)
    {
        public static readonly Place Empty = new([""], null);

        public static readonly Place Unknown = new(null, null);

        public static Place Of(char c) => new([Folded(c)], null);
    }
}
