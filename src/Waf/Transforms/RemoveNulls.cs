namespace Redoubt.Waf;

/// <summary>Removes NUL bytes.</summary>
sealed class RemoveNulls : Transform
{
    public override string Name => "REMOVE_NULLS";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('\0');

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        foreach (var c in text)
            if (c != '\0') output[length++] = c;
        return length;
    }
}
