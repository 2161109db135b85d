using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds paths that leave their folder, and files that no shopper asks for.</summary>
static class PathTraversal
{
    const int OnStack = 512;

    static readonly SearchValues<char> NotInPaths = SearchValues.Create(" <>\"(){},");

    /// <summary>A way out of a folder, or a file of Windows or of a framework.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Look(text, unix: false);

    /// <summary>A file of Unix.</summary>
    public static bool NamesUnixFile(ReadOnlySpan<char> text) => Look(text, unix: true);

    static bool Look(ReadOnlySpan<char> text, bool unix)
    {
        char[]? rented = null;
        var buffer = text.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(text.Length);
        var path = PathText.Read(text, buffer);
        var found = unix ? SensitiveFiles.Unix.AreNamedIn(path) : LeavesFolder(path) || SensitiveFiles.Others.AreNamedIn(path) || path.StartsWith("file:/");
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return found;
    }

    // Two steps up in a row prove it; one does where the text is nothing but a path.
    static bool LeavesFolder(ReadOnlySpan<char> path)
    {
        var ups = 0;
        var one = false;
        for (var at = 0; at < path.Length;)
        {
            var end = path[at..].IndexOf('/');
            var last = end < 0;
            var segment = last ? path[at..] : path.Slice(at, end);
            if (IsUp(segment, isFirst: at == 0) && !(last && ups == 0))
            {
                one = true;
                if (++ups == 2) return true;
            }
            else if (!segment.IsEmpty && !IsPadding(segment)) ups = 0;
            at += segment.Length + 1;
        }
        return one && IsPathAlone(path);
    }

    // `..`, with what servers strip from it: more dots, spaces, `;`, `?`. The first may have text before it: `file=..`.
    static bool IsUp(ReadOnlySpan<char> segment, bool isFirst)
    {
        var dots = 0;
        for (var i = segment.Length - 1; i >= 0; i--)
        {
            if (segment[i] == '.') dots++;
            else if (segment[i] is not (' ' or ';' or '?' or '*' or '~' or '"' or '\'' or '^' or '<' or '>' or '|'))
                return isFirst && dots >= 2 && !char.IsAsciiLetterOrDigit(segment[i]);
        }
        return dots >= 2;
    }

    static bool IsPadding(ReadOnlySpan<char> segment) => segment is "." or "?";

    static bool IsPathAlone(ReadOnlySpan<char> path) =>
        !path.ContainsAny(NotInPaths) && path.IndexOf("://") < 0;
}
