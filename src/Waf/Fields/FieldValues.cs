using System.Runtime.CompilerServices;

namespace Redoubt.Waf;

/// <summary>One part of a field to inspect: a header's value, an argument's, the whole path.</summary>
/// <param name="Name">The argument's, header's or cookie's name; empty where there is none.</param>
/// <param name="Text">One character per byte.</param>
/// <param name="WholeLength">The length the part has in the request where that is more than <paramref name="Text"/>; else -1.</param>
readonly record struct Component(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Text, long WholeLength = -1);

/// <summary>The parts of a field, or what is concluded without looking at them.</summary>
sealed class FieldValues(Arena arena)
{
    /// <summary>Parts kept apart. An extractor adds what lies beyond as one last part or fails, so that nothing goes unseen.</summary>
    public const int MaxParts = 128 * 1024;

    // Kept from request to request; more is counted as the evaluation's.
    const int Kept = 64;

    Component[] parts = [];

    public int Count { get; private set; }

    /// <summary>Set where oversize handling or a fallback decides.</summary>
    public Outcome? Decided { get; set; }

    public bool IsFull => Count >= MaxParts - 1;

    public ref readonly Component this[int index] => ref parts[index];

    public void Add(ReadOnlyMemory<char> name, ReadOnlyMemory<char> text, long wholeLength = -1)
    {
        if (Count == parts.Length && !Grow(Math.Max(4, Count * 2))) return;
        parts[Count++] = new Component(name, text, wholeLength);
    }

    public void Clear()
    {
        parts.AsSpan(0, Count).Clear();
        if (parts.Length > Kept) parts = [];
        Count = 0;
        Decided = null;
    }

    bool Grow(int size)
    {
        if (size > Kept && !arena.TryCharge((long)(size - parts.Length) * Unsafe.SizeOf<Component>()))
        {
            Decided = Outcome.Error;
            return false;
        }
        Array.Resize(ref parts, size);
        return true;
    }

    /// <summary>Concludes by the handling of a field that is larger than what is inspected; true where that decides.</summary>
    public bool Conclude(OversizeHandling handling)
    {
        if (handling == OversizeHandling.Continue) return false;
        Decided = handling == OversizeHandling.Match ? Outcome.Match : Outcome.NoMatch;
        return true;
    }

    /// <summary>Whether a transformation would change any part.</summary>
    public bool IsAffectedBy(Transform transform)
    {
        for (var i = 0; i < Count; i++)
            if (transform.Affects(parts[i].Text.Span)) return true;
        return false;
    }

    public void TransformFrom(FieldValues source, Transform transform)
    {
        Decided = source.Decided;
        if (source.Count > parts.Length && !Grow(source.Count)) return;
        for (var i = 0; i < source.Count; i++)
        {
            ref readonly var part = ref source[i];
            var text = part.Text;
            if (!transform.Affects(text.Span))
            {
                Add(part.Name, text);
                continue;
            }
            var room = transform.MaxLength(text.Length);
            if (!arena.TryRent(room, out var output))
            {
                Decided = Outcome.Error;
                return;
            }
            var length = transform.Apply(text.Span, output.Span);
            arena.Shrink(room - length);
            Add(part.Name, output[..length]);
        }
    }
}
