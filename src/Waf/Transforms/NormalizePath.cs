namespace Redoubt.Waf;

/// <summary>Removes repeated slashes, <c>.</c> segments, and <c>..</c> segments with what they go back from, save at the beginning of a relative path.</summary>
sealed class NormalizePath : Transform
{
    public override string Name => "NORMALIZE_PATH";

    public override bool Affects(ReadOnlySpan<char> text) => text.Contains('.') || text.IndexOf("//") >= 0;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output) => Normalize(text, output);

    /// <remarks>Segments are written one after the other; going back drops the last one, so the whole is linear.</remarks>
    public static int Normalize(ReadOnlySpan<char> text, Span<char> output, bool backslash = false)
    {
        var length = 0;
        // What lies below cannot be gone back from: the root, or leading .. segments.
        var floor = 0;
        if (text.Length > 0 && IsSlash(text[0], backslash))
        {
            output[length++] = '/';
            floor = 1;
        }
        var absolute = floor == 1;
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && !IsSlash(text[end], backslash)) end++;
            var segment = text[i..end];
            i = end + 1;
            if (segment.IsEmpty || segment is ".") continue;
            if (segment is "..")
            {
                if (length > floor) length = Back(output, length, floor);
                else if (!absolute)
                {
                    length = Write(segment, output, length, 0);
                    floor = length;
                }
                continue;
            }
            length = Write(segment, output, length, absolute ? 1 : 0);
        }
        var endsInSlash = text.Length > 0 && IsSlash(text[^1], backslash);
        if (endsInSlash && length > (absolute ? 1 : 0)) output[length++] = '/';
        return length;
    }

    static bool IsSlash(char c, bool backslash) => c == '/' || backslash && c == '\\';

    static int Write(ReadOnlySpan<char> segment, Span<char> output, int length, int root)
    {
        if (length > root) output[length++] = '/';
        segment.CopyTo(output[length..]);
        return length + segment.Length;
    }

    static int Back(Span<char> output, int length, int floor)
    {
        var slash = output[floor..length].LastIndexOf('/');
        return slash < 0 ? floor : floor + slash;
    }
}
