using System.Buffers;

namespace Redoubt.Waf;

/// <summary>
/// Walks the <c>; name=value; name="value"</c> of a media type or a part's disposition. A value ends where every parser ends it;
/// what they differ on sets <see cref="IsOdd"/>.
/// </summary>
struct Parameters(ReadOnlyMemory<char> rest)
{
    static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What a value without quotes ends at for some and not for others. Much else should have quotes, and is read alike everywhere.
    static readonly SearchValues<char> Breaking = SearchValues.Create("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f \",\u007f");

    ReadOnlyMemory<char> rest = rest;

    public ReadOnlyMemory<char> Name { get; private set; }

    /// <summary>Without its quotes; escapes as they were written.</summary>
    public ReadOnlyMemory<char> Value { get; private set; }

    /// <summary>True once something was met that parsers differ on.</summary>
    public bool IsOdd { get; private set; }

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);

    public bool Next()
    {
        rest = rest.TrimStart(" \t;");
        if (rest.IsEmpty) return false;
        var end = rest.Span.IndexOfAny('=', ';');
        if (end < 0 || rest.Span[end] == ';')
        {
            // A word alone.
            Name = end < 0 ? rest : rest[..end];
            Value = default;
            rest = end < 0 ? default : rest[(end + 1)..];
            IsOdd = true;
            return true;
        }
        Name = rest[..end];
        rest = rest[(end + 1)..];
        if (!IsToken(Name.Span)) IsOdd = true;
        if (!rest.IsEmpty && rest.Span[0] == '"') Quoted();
        else Unquoted();
        return true;
    }

    void Quoted()
    {
        var span = rest.Span;
        var end = 1;
        while (end < span.Length && span[end] != '"')
        {
            // An escaped quote: some see it, some end there.
            if (span[end] == '\\' && end + 1 < span.Length && span[end + 1] is '"' or '\\')
            {
                IsOdd |= span[end + 1] == '"';
                end++;
            }
            end++;
        }
        var closed = end < span.Length;
        Value = rest[1..Math.Min(end, span.Length)];
        rest = closed ? rest[(end + 1)..] : default;
        var after = rest.TrimStart(" \t");
        if (!closed || !after.IsEmpty && after.Span[0] != ';') IsOdd = true;
    }

    void Unquoted()
    {
        var end = rest.Span.IndexOf(';');
        Value = (end < 0 ? rest : rest[..end]).TrimEnd(" \t");
        rest = end < 0 ? default : rest[(end + 1)..];
        if (Value.IsEmpty || Value.Span.ContainsAny(Breaking) || Value.Span.Contains('\'') && !Name.Span.EndsWith("*")) IsOdd = true;
    }
}
