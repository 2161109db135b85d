using System.Collections.Concurrent;

namespace Redoubt.Waf;

/// <summary>
/// Compiled patterns by their text, shared between ACLs and from one compilation to the next; forgets those no ACL uses any more.
/// A compiled pattern takes tens of kilobytes and milliseconds.
/// </summary>
public sealed class PatternCache
{
    readonly ConcurrentDictionary<string, WeakReference<BytePattern>> patterns = new(StringComparer.Ordinal);

    internal BytePattern? Get(string pattern, out string? fault)
    {
        fault = null;
        if (patterns.TryGetValue(pattern, out var known) && known.TryGetTarget(out var compiled)) return compiled;
        compiled = BytePattern.Compile(pattern, out fault);
        if (compiled is null) return null;
        foreach (var (text, reference) in patterns)
            if (!reference.TryGetTarget(out _)) patterns.TryRemove(text, out _);
        patterns[pattern] = new WeakReference<BytePattern>(compiled);
        return compiled;
    }
}
