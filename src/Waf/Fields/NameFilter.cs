namespace Redoubt.Waf;

/// <summary>Chooses headers or cookies by name, in any case for headers and exactly for cookies.</summary>
sealed class NameFilter(NamePattern pattern, bool ignoreCase)
{
    readonly string[] names = [.. pattern.Names];

    public string Key => $"{pattern.Kind}:{string.Join(',', names.Select(n => ignoreCase ? n.ToLowerInvariant() : n).Order(StringComparer.Ordinal))}";

    public bool Takes(ReadOnlySpan<char> name) => pattern.Kind switch
    {
        NamePatternKind.Included => Contains(name),
        NamePatternKind.Excluded => !Contains(name),
        _ => true,
    };

    bool Contains(ReadOnlySpan<char> name)
    {
        foreach (var candidate in names)
            if (ignoreCase ? Ascii.EqualsIgnoreCase(name, candidate) : name.SequenceEqual(candidate)) return true;
        return false;
    }
}
