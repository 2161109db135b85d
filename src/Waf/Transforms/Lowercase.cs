namespace Redoubt.Waf;

/// <summary>Turns A to Z into a to z; nothing else is a letter.</summary>
sealed class Lowercase : Transform
{
    public override string Name => "LOWERCASE";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAnyInRange('A', 'Z');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        for (var i = 0; i < text.Length; i++) output[i] = Ascii.Lower(text[i]);
        return text.Length;
    }
}
