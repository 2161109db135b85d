using System.Buffers;

namespace Redoubt.Services.Iam.Policies;

/// <summary>A variable's place in a pattern: before the character at an index of the text that remains without it.</summary>
readonly record struct Hole(int At, Variable Variable);

/// <summary>A pattern with its variables filled in for one request; long ones lie in pooled memory.</summary>
readonly ref struct FilledPattern : IDisposable
{
    /// <summary>The length of the buffers that the caller offers.</summary>
    public const int OnStack = 256;

    readonly char[]? rentedText;
    readonly ushort[]? rentedMask;

    public FilledPattern(
        string text, ushort[] mask, Hole[] holes, scoped in DecisionRequest request, Span<char> textBuffer, Span<ushort> maskBuffer)
    {
        var length = text.Length;
        foreach (var hole in holes)
        {
            if (hole.Variable.Resolve(request) is not { } value) return;
            length += value.Length;
        }
        if (length > textBuffer.Length)
        {
            textBuffer = rentedText = ArrayPool<char>.Shared.Rent(length);
            maskBuffer = rentedMask = ArrayPool<ushort>.Shared.Rent(length);
        }
        var (from, to) = (0, 0);
        foreach (var hole in holes)
        {
            text.AsSpan(from, hole.At - from).CopyTo(textBuffer[to..]);
            mask.AsSpan(from, hole.At - from).CopyTo(maskBuffer[to..]);
            to += hole.At - from;
            from = hole.At;
            var value = hole.Variable.Resolve(request)!;
            value.CopyTo(textBuffer[to..]);
            maskBuffer.Slice(to, value.Length).Fill(Wildcards.Itself);
            to += value.Length;
        }
        text.AsSpan(from).CopyTo(textBuffer[to..]);
        mask.AsSpan(from).CopyTo(maskBuffer[to..]);
        Text = textBuffer[..length];
        Mask = maskBuffer[..length];
        Complete = true;
    }

    /// <summary>False where a variable has no value; the pattern then matches nothing.</summary>
    public bool Complete { get; }

    public ReadOnlySpan<char> Text { get; }

    public ReadOnlySpan<ushort> Mask { get; }

    public void Dispose()
    {
        if (rentedText is not null) ArrayPool<char>.Shared.Return(rentedText);
        if (rentedMask is not null) ArrayPool<ushort>.Shared.Return(rentedMask);
    }
}
