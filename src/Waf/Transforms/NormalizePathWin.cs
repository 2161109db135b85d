namespace Redoubt.Waf;

/// <summary>Like <see cref="NormalizePath"/>, after turning backslashes into slashes.</summary>
sealed class NormalizePathWin : Transform
{
    public override string Name => "NORMALIZE_PATH_WIN";

    public override bool Affects(ReadOnlySpan<char> text) => text.ContainsAny('.', '\\') || text.IndexOf("//") >= 0;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output) => NormalizePath.Normalize(text, output, backslash: true);
}
