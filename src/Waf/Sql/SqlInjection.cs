using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Finds SQL injection by reading the text as the rest of a statement: as it stands, and as if it began inside a string. Each reading
/// becomes a shape (<see cref="SqlShape"/>); shapes that no harmless text has are listed in <see cref="SqlRules"/>.
/// </summary>
static class SqlInjection
{
    const int OnStack = 256;

    // Without any of these there is one token, and one token is no statement.
    static readonly SearchValues<char> Separators = SearchValues.Create(" \t\n\v\f\r\0\"#&'()*+,/;<=>@`{|\\\u00A0!-");

    // A shape of operands, commas and gaps only can match nothing.
    static readonly SearchValues<char> Telling = SearchValues.Create("&oaUE;cBHLDZNKwyOPirdxz%");

    /// <param name="start">Where the suspicious text lies: from the first character on.</param>
    public static bool IsIn(ReadOnlySpan<char> text, SensitivityLevel sensitivity, out int start, out int length)
    {
        start = 0;
        length = text.Length;
        return text.Length > 1 && text.ContainsAny(Separators) && Inspect(text, sensitivity, out _);
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
        var mySql = text.Contains('#') || text.IndexOf("--") >= 0;
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

    static bool IsAttack(ReadOnlySpan<char> text, SqlReading reading, SensitivityLevel sensitivity, Span<char> letters, Span<int> places, ref int steps)
    {
        var shape = new SqlShape(letters, places);
        var tokenizer = new SqlTokenizer(text, reading);
        tokenizer.Run(ref shape);
        steps += tokenizer.Steps + shape.Steps;
        var seen = shape.Letters;
        if (!seen.ContainsAny(Telling)) return false;
        return SqlRules.Attacks.IsMatch(seen)
            || reading.Quote == '\'' && SqlRules.Reentries.IsMatch(seen) && !QuotesBracket(text)
            || sensitivity == SensitivityLevel.High && SqlRules.Suspicions.IsMatch(seen);
    }

    // `unexpected token '<'`: a message about markup, not a comparison.
    static bool QuotesBracket(ReadOnlySpan<char> text) => text.IndexOf("'<'") >= 0 || text.IndexOf("'>'") >= 0;
}
