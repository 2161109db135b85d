namespace Redoubt.Waf;

/// <summary>Turns NUL bytes into spaces.</summary>
sealed class ReplaceNulls : Transform
{
    public override string Name => "REPLACE_NULLS";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('\0');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        text.Replace(output, '\0', ' ');
        return text.Length;
    }
}
