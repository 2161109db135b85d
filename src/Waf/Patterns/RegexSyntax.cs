namespace Redoubt.Waf;

/// <summary>What the translator found wrong with a pattern.</summary>
/// <param name="Position">In characters from the beginning.</param>
readonly record struct RegexFault(int Position, string Message);

/// <summary>A pattern in the platform's syntax.</summary>
/// <param name="Pattern">Matches texts in <see cref="ByteText"/>'s alphabet.</param>
/// <param name="HasLookaround">True where only a backtracking engine can run it.</param>
sealed record TranslatedRegex(string Pattern, bool HasLookaround);
