namespace Redoubt.Waf;

/// <summary>A text transformation: bytes to bytes, total over every input, one character per byte.</summary>
abstract class Transform
{
    /// <summary>AWS's name.</summary>
    public abstract string Name { get; }

    /// <summary>A quick look: false promises that the text would come out unchanged.</summary>
    public abstract bool Affects(ReadOnlySpan<char> text);

    /// <summary>An upper bound of the result's length.</summary>
    public virtual int MaxLength(int length) => length;

    /// <param name="output">At least <see cref="MaxLength"/> long; does not overlap the text.</param>
    /// <returns>The result's length.</returns>
    public abstract int Apply(ReadOnlySpan<char> text, Span<char> output);
}
