using System.Text;

namespace Redoubt.Waf;

/// <summary>JSON pointers (RFC 6901), as the bytes their segments have in a body.</summary>
sealed class JsonPointers(IReadOnlyList<string> pointers)
{
    readonly string[][] segments = [.. pointers.Select(Split)];

    public string Key { get; } = string.Join(' ', pointers.Order(StringComparer.Ordinal));

    public int Count => segments.Length;

    public int LongestLength { get; } = pointers.Max(p => p.Count(c => c == '/'));

    public string[] Segments(int pointer) => segments[pointer];

    public static bool IsValid(string pointer)
    {
        if (pointer.Length > 0 && pointer[0] != '/') return false;
        for (var i = 0; i < pointer.Length; i++)
            if (pointer[i] == '~' && (i + 1 == pointer.Length || pointer[i + 1] is not ('0' or '1'))) return false;
        return true;
    }

    static string[] Split(string pointer) => [.. pointer.Split('/').Skip(1).Select(s => Bytes(s.Replace("~1", "/").Replace("~0", "~")))];

    static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
