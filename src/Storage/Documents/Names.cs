using System.Buffers;
using System.Text;

namespace Redoubt.Storage;

/// <summary>What may become part of SQL, of a key or of an index entry; anything else is refused where it is declared or staged.</summary>
static class Names
{
    /// <summary>Longest scope and id in UTF-8; with an index value they fit PostgreSQL's longest index entry, 2,704 bytes.</summary>
    public const int MaxScope = 128, MaxId = 1600;

    static readonly SearchValues<char> Lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Collection(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(Lower)
            ? name
            : throw new ArgumentException($"`{name}` cannot name a collection");

    public static string Index(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetter(name[0]) && !name.AsSpan().ContainsAnyExcept(Word)
            ? name
            : throw new ArgumentException($"`{name}` cannot name an index");

    public static void Document(string scope, string id)
    {
        Storable(scope, MaxScope, "scope");
        Storable(id, MaxId, "id");
        if (scope.AsSpan().ContainsAnyInRange('\0', '\u001f')) throw new ArgumentException("a scope cannot contain control characters");
        if (id.Length == 0) throw new ArgumentException("an id cannot be empty");
    }

    // Neither NUL nor half a surrogate pair can be stored as text in PostgreSQL.
    static void Storable(string text, int max, string what)
    {
        if (text.Contains('\0')) throw new ArgumentException($"a {what} cannot contain NUL");
        try
        {
            if (text.Length > max || Strict.GetByteCount(text) > max) throw new ArgumentException($"a {what} is longer than {max} bytes");
        }
        catch (EncoderFallbackException malformed)
        {
            throw new ArgumentException($"a {what} is not Unicode", malformed);
        }
    }
}
