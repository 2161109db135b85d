namespace Redoubt.Waf;

/// <summary>
/// Lets a pattern see only fields in which one of the texts occurs that it needs. All patterns on a field share one pass over it.
/// </summary>
/// <param name="slot">The field after its transformations.</param>
/// <param name="literals">The needed texts' numbers in the slot's automaton.</param>
sealed class LiteralGate(int slot, int[] literals)
{
    /// <summary>False only where the pattern can match nothing in the field.</summary>
    public bool IsOpen(Evaluation evaluation)
    {
        // Who asks what was looked at wants to see everything.
        if (evaluation.Explaining is not null) return true;
        var found = evaluation.Literals(slot);
        foreach (var literal in literals)
            if ((found[literal >> 6] & 1UL << literal) != 0) return true;
        return false;
    }
}

/// <summary>Gathers the texts that patterns need, slot by slot, while an ACL is compiled.</summary>
sealed class LiteralGates
{
    readonly Dictionary<int, List<string>> needed = [];

    /// <summary>The gate of a pattern on a slot; null where it must always be run.</summary>
    public LiteralGate? For(int slot, BytePattern pattern)
    {
        if (pattern.Required is not { } texts) return null;
        if (!needed.TryGetValue(slot, out var literals)) needed[slot] = literals = [];
        return new LiteralGate(slot, [.. texts.Select(Number)]);

        int Number(string text)
        {
            var known = literals.IndexOf(text);
            if (known >= 0) return known;
            literals.Add(text);
            return literals.Count - 1;
        }
    }

    /// <summary>The automata by slot; null for slots that need none.</summary>
    public LiteralAutomaton?[] Build(int slots)
    {
        var automata = new LiteralAutomaton?[slots];
        foreach (var (slot, literals) in needed) automata[slot] = new LiteralAutomaton(literals);
        return automata;
    }
}
