using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds serialised objects of PHP, .NET, Python, Ruby and Node.js, and YAML that makes some. Those of Java are <see cref="JavaCode"/>'s.</summary>
static class SerializedObject
{
    static readonly SearchValues<string> Certain = SearchValues.Create(
        [
            "AAEAAAD/////", "\0\x01\0\0\0\xFF\xFF\xFF\xFF", "\"$type\":\"System.", "\"$type\": \"System.", "ObjectDataProvider", "System.Windows.Data.", "TypeConfuseDelegate", "SortedSet`1[[", "WindowsIdentity, mscorlib",
            "!!python/", "!python/", "tag:yaml.org,2002:python", "!ruby/object", "!ruby/hash", "!ruby/struct", "!!javax.", "!!com.sun.", "!!java.",
            "cposix\nsystem", "cos\nsystem", "c__builtin__\n", "cbuiltins\n", "csubprocess\n", "ccommands\n", "_$$ND_FUNC$$_",
        ],
        StringComparison.Ordinal);

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Certain)) return true;
        for (var at = 0; at + 7 < text.Length; at++)
        {
            var next = text[at..].IndexOfAny("OC");
            if (next < 0) return false;
            at += next;
            if (IsPhpObject(text, at)) return true;
        }
        return false;
    }

    // `O:8:"stdClass":1:{`, the length also with a plus sign; not an array, which shops keep in cookies.
    static bool IsPhpObject(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && text[at - 1] is not (';' or '{' or '|' or '"' or '\'' or ':' or '=' or ' ' or '\n')) return false;
        if (at + 1 >= text.Length || text[at + 1] != ':') return false;
        var end = at + 2;
        if (end < text.Length && text[end] == '+') end++;
        var digits = end;
        while (end < text.Length && end - digits < 5 && char.IsAsciiDigit(text[end])) end++;
        return end > digits && text[end..].StartsWith(":\"");
    }
}
