namespace Redoubt.Waf;

/// <summary>
/// Finds which of many texts occur in another, all in one pass (Aho and Corasick, 1975, with every transition worked out).
/// Case is ignored. Immutable.
/// </summary>
sealed class LiteralAutomaton
{
    // Characters that occur in no literal are one class; the table has a column for each class.
    readonly byte[] classes = new byte[256];
    readonly int width;
    readonly int[] next;
    // The first literal that ends in a state, and from a literal to the next shorter one that ends there too; -1 for none.
    readonly int[] ends;
    readonly int[] shorter;

    /// <param name="literals">Not empty ones, in lower case, over bytes; a literal's place is its number.</param>
    public LiteralAutomaton(IReadOnlyList<string> literals)
    {
        Count = literals.Count;
        width = Classify(literals);
        var trie = new List<int[]> { NewRow() };
        var endOf = new List<int> { -1 };
        shorter = new int[literals.Count];
        Array.Fill(shorter, -1);
        for (var i = 0; i < literals.Count; i++) Insert(literals[i], i, trie, endOf);
        ends = [.. endOf];
        next = new int[trie.Count * width];
        Link(trie);
    }

    /// <summary>How many literals there are.</summary>
    public int Count { get; }

    /// <summary>Sets the bits of the literals that occur in a text.</summary>
    /// <param name="found">One bit for each literal.</param>
    public void Scan(ReadOnlySpan<char> text, Span<ulong> found)
    {
        var state = 0;
        foreach (var c in text)
        {
            state = next[state * width + classes[(byte)c]];
            for (var literal = ends[state]; literal >= 0; literal = shorter[literal]) found[literal >> 6] |= 1UL << literal;
        }
    }

    int Classify(IReadOnlyList<string> literals)
    {
        var count = 1;
        foreach (var literal in literals)
            foreach (var c in literal)
                if (classes[c] == 0)
                {
                    classes[c] = (byte)count;
                    if (char.IsAsciiLetter(c)) classes[c - 32] = (byte)count;
                    count++;
                }
        return count;
    }

    int[] NewRow()
    {
        var row = new int[width];
        Array.Fill(row, -1);
        return row;
    }

    void Insert(string literal, int number, List<int[]> trie, List<int> endOf)
    {
        var state = 0;
        foreach (var c in literal)
        {
            ref var to = ref trie[state][classes[c]];
            if (to < 0)
            {
                to = trie.Count;
                trie.Add(NewRow());
                endOf.Add(-1);
            }
            state = trie[state][classes[c]];
        }
        // The same literal twice: both end here.
        if (endOf[state] >= 0) shorter[number] = endOf[state];
        endOf[state] = number;
    }

    // Breadth first: where a state has no transition of its own, it has that of the longest suffix that is a state.
    void Link(List<int[]> trie)
    {
        var suffix = new int[trie.Count];
        var waiting = new Queue<int>();
        waiting.Enqueue(0);
        while (waiting.TryDequeue(out var state))
        {
            var longest = suffix[state];
            if (state != 0) Continue(state, longest);
            for (var c = 0; c < width; c++)
            {
                var inherited = state == 0 ? 0 : next[longest * width + c];
                var to = trie[state][c];
                next[state * width + c] = to < 0 ? inherited : to;
                if (to < 0) continue;
                suffix[to] = inherited;
                waiting.Enqueue(to);
            }
        }
    }

    // What ends in the suffix ends here too.
    void Continue(int state, int longest)
    {
        if (ends[state] < 0)
        {
            ends[state] = ends[longest];
            return;
        }
        var last = ends[state];
        while (shorter[last] >= 0) last = shorter[last];
        shorter[last] = ends[longest];
    }
}
