namespace Redoubt.Waf;

/// <summary>
/// Walks <c>name=value&amp;name=value</c> text, of a query or of a form. Nothing is dropped: an argument without an equals sign
/// is all name, empty ones between two ampersands are passed over.
/// </summary>
struct Arguments(ReadOnlyMemory<char> rest)
{
    ReadOnlyMemory<char> rest = rest;

    /// <summary>What has not been walked yet.</summary>
    public readonly ReadOnlyMemory<char> Rest => rest;

    /// <summary>The argument as it stands, up to the next ampersand.</summary>
    public ReadOnlyMemory<char> Whole { get; private set; }

    public ReadOnlyMemory<char> Name { get; private set; }

    public ReadOnlyMemory<char> Value { get; private set; }

    public bool HasEquals { get; private set; }

    public bool Next()
    {
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf('&');
            var argument = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (argument.IsEmpty) continue;
            Whole = argument;
            var equals = argument.Span.IndexOf('=');
            HasEquals = equals >= 0;
            Name = HasEquals ? argument[..equals] : argument;
            Value = HasEquals ? argument[(equals + 1)..] : default;
            return true;
        }
        return false;
    }
}
