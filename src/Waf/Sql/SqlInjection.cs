using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Finds SQL injection by reading the text as the rest of a statement: as it stands, and as if it began inside a string. Each reading
/// becomes a shape (<see cref="SqlShape"/>); shapes that no harmless text has are listed in <see cref="SqlRules"/>.
/// </summary>
static class SqlInjection
{
    const int OnStack = 256;

    // Less is a name with an operator in it.
    const int ShortestProse = 16;

    // A shape of operands, commas and gaps only can match nothing.
    static readonly SearchValues<char> Telling = SearchValues.Create("&oaUE;cBHLDZNKwyOPirdxz%02");

    /// <param name="start">Where the suspicious text lies: from the first character on.</param>
    public static bool IsIn(ReadOnlySpan<char> text, SensitivityLevel sensitivity, out int start, out int length)
    {
        start = 0;
        length = text.Length;
        return text.Length > 1 && (sensitivity == SensitivityLevel.High || SqlGate.MayPass(text)) && Inspect(text, sensitivity, out _);
    }

    /// <param name="steps">Characters visited and letters taken back over all readings.</param>
    public static bool Inspect(ReadOnlySpan<char> text, SensitivityLevel sensitivity, out int steps)
    {
        steps = 0;
        var size = SqlShape.LettersFor(text.Length);
        var rentedLetters = size > OnStack ? ArrayPool<char>.Shared.Rent(size) : null;
        var rentedPlaces = size > OnStack ? ArrayPool<int>.Shared.Rent(SqlShape.PlacesFor(text.Length)) : null;
        Span<char> letters = rentedLetters ?? stackalloc char[OnStack];
        Span<int> places = rentedPlaces ?? stackalloc int[SqlShape.PlacesFor(OnStack)];
        var found = InspectReadings(text, sensitivity, letters, places, ref steps);
        if (rentedLetters is not null) ArrayPool<char>.Shared.Return(rentedLetters);
        if (rentedPlaces is not null) ArrayPool<int>.Shared.Return(rentedPlaces);
        return found;
    }

    /// <summary>The shape of one reading, for tests and explanations.</summary>
    public static string Shape(ReadOnlySpan<char> text, SqlReading reading)
    {
        var shape = new SqlShape(new char[SqlShape.LettersFor(text.Length)], new int[SqlShape.PlacesFor(text.Length)]);
        new SqlTokenizer(text, reading).Run(ref shape);
        return shape.Letters.ToString();
    }

    static bool InspectReadings(ReadOnlySpan<char> text, SensitivityLevel sensitivity, Span<char> letters, Span<int> places, ref int steps)
    {
        var mySql = text.Contains('#') || HasGluedDashes(text);
        foreach (var quote in "\0'\"")
        {
            if (quote != '\0' && !text.Contains(quote)) continue;
            var escapes = text.Contains('\\') && quote != '\0';
            for (var reading = 0; reading < 4; reading++)
            {
                if ((reading & 1) != 0 && !mySql || (reading & 2) != 0 && !escapes) continue;
                if (IsAttack(text, new SqlReading(quote, (reading & 1) != 0, (reading & 2) == 0), sensitivity, letters, places, ref steps)) return true;
            }
        }
        return false;
    }

    // Dashes before white space are a comment to every server.
    static bool HasGluedDashes(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf("--");
        while (at >= 0 && at + 2 < text.Length && text[at + 2] <= ' ')
        {
            var next = text[(at + 2)..].IndexOf("--");
            at = next < 0 ? -1 : at + 2 + next;
        }
        return at >= 0;
    }

    static bool IsAttack(ReadOnlySpan<char> text, SqlReading reading, SensitivityLevel sensitivity, Span<char> letters, Span<int> places, ref int steps)
    {
        var shape = new SqlShape(letters, places);
        var tokenizer = new SqlTokenizer(text, reading);
        tokenizer.Run(ref shape);
        steps += tokenizer.Steps + shape.Steps;
        var seen = shape.Letters;
        if (!seen.ContainsAny(Telling)) return IsHidden(text, seen);
        return SqlRules.Attacks.IsMatch(seen)
            || reading.Quote != '\0' && tokenizer.Opened == reading.Quote && IsReentry(text, reading.Quote, seen)
            || IsHidden(text, seen)
            || sensitivity == SensitivityLevel.High && SqlRules.Suspicions.IsMatch(seen);
    }

    static bool IsReentry(ReadOnlySpan<char> text, char quote, ReadOnlySpan<char> seen) =>
        SqlRules.Reentries.IsMatch(seen) && !IsPlainSum(seen, quote) && !QuotesMarkup(text, quote) || quote == '\'' && SqlRules.ImmediateReentries.IsMatch(seen) && !QuotesSign(text);

    // `href="/a/"`, `36" x 48"`.
    static bool IsPlainSum(ReadOnlySpan<char> seen, char quote) => seen is "sanaq" || quote == '"' && seen is "sa1aq";

    // `name="<b>"`, `<a href="/a/b/">`: a string of markup, not a comparison.
    static bool QuotesMarkup(ReadOnlySpan<char> text, char quote)
    {
        var at = text.IndexOf(quote);
        if (at > 1 && text[at - 1] == '=' && char.IsAsciiLetter(text[at - 2]) && text[..at].Contains('<')) return true;
        var next = text[(at + 1)..];
        return next.Length > 2 && next[0] == '<' && (char.IsAsciiLetter(next[1]) || next[1] is '/' or '!');
    }

    // `a slash '/' between them`: a sign that is spoken of, not an operator between two strings.
    static bool QuotesSign(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestProse) return false;
        var quote = text.IndexOf('\'');
        if (quote < 1 || text[quote - 1] is not (' ' or '(')) return false;
        var rest = text[(quote + 1)..];
        var end = rest.IndexOf('\'');
        return end > 0 && (end + 1 == rest.Length || rest[end + 1] is ' ' or '.' or ',' or ';' or ':' or ')');
    }

    // A number with half a statement, or with nothing, and a comment that is there to be skipped: it is meant to meet its other half.
    static bool IsHidden(ReadOnlySpan<char> text, ReadOnlySpan<char> seen) => seen switch
    {
        "1U" or "sU" => text.Contains('#') || text.IndexOf("/*") >= 0,
        "1c" => EndsInComment(text),
        ['1'] => text.IndexOf("/*") > 0,
        ['1', ..] => text.IndexOf("/*!") > 0,
        _ => false,
    };

    // `5# weight`: words behind a number sign are no comment.
    static bool EndsInComment(ReadOnlySpan<char> text)
    {
        var sign = text.IndexOf('#');
        return sign < 0 || text[(sign + 1)..].IndexOfAnyExcept(Ascii.White) < 0;
    }
}
