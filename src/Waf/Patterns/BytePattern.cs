using System.Text.RegularExpressions;

namespace Redoubt.Waf;

/// <summary>
/// A compiled regular expression over bytes. Runs in time linear in the text; only one with a lookaround backtracks, and gives
/// up after <see cref="Patience"/>.
/// </summary>
sealed class BytePattern
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    readonly Regex regex;
    readonly bool backtracks;

    BytePattern(Regex regex, string[]? required, bool backtracks)
    {
        this.regex = regex;
        Required = required;
        this.backtracks = backtracks;
    }

    /// <summary>Texts of which every match contains one, in lower case; null for a pattern that has none. See <see cref="RequiredLiterals"/>.</summary>
    public string[]? Required { get; }

    public static BytePattern? Compile(string pattern, out string? fault)
    {
        fault = null;
        var translated = RegexTranslator.Translate(pattern, out var found);
        if (translated is null)
        {
            fault = $"{found.Message} at character {found.Position}";
            return null;
        }
        try
        {
            const RegexOptions Options = RegexOptions.CultureInvariant;
            var required = RequiredLiterals.Of(translated.Pattern);
            return translated.HasLookaround
                ? new BytePattern(new Regex(translated.Pattern, Options, Patience), required, backtracks: true)
                : new BytePattern(new Regex(translated.Pattern, Options | RegexOptions.NonBacktracking), required, backtracks: false);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            fault = e is NotSupportedException ? "the pattern is too large" : "the pattern is not valid";
            return null;
        }
    }

    /// <param name="start">Where it matches, for <see cref="Outcome.Match"/>.</param>
    public Outcome Match(ReadOnlySpan<char> text, out int start, out int length)
    {
        start = length = 0;
        var bytes = ByteText.Of(text, out var rented);
        var outcome = backtracks ? Patiently(bytes, ref start, ref length) : Search(bytes, ref start, ref length);
        ByteText.Return(rented);
        return outcome;
    }

    Outcome Patiently(ReadOnlySpan<char> text, ref int start, ref int length)
    {
        try
        {
            return Search(text, ref start, ref length);
        }
        catch (RegexMatchTimeoutException)
        {
            return Outcome.Error;
        }
    }

    Outcome Search(ReadOnlySpan<char> text, ref int start, ref int length)
    {
        if (!regex.IsMatch(text)) return Outcome.NoMatch;
        var matches = regex.EnumerateMatches(text);
        if (matches.MoveNext()) (start, length) = (matches.Current.Index, matches.Current.Length);
        return Outcome.Match;
    }
}
