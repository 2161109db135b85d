namespace Redoubt.Waf;

/// <summary>Finds addresses of files elsewhere that name their host by number, as remote file inclusion does.</summary>
static class RemoteFile
{
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = 3; at < text.Length; at++)
        {
            var next = text[at..].IndexOf("://");
            if (next < 0) return false;
            at += next;
            if (IsScheme(text[..at]) && Hosts.IsV4(Hosts.Of(text[(at + 3)..]))) return true;
        }
        return false;
    }

    static bool IsScheme(ReadOnlySpan<char> before)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["http", "https", "ftp", "ftps", "file", "ogg", "zlib"])
            if (before.EndsWith(scheme, StringComparison.OrdinalIgnoreCase) && (before.Length == scheme.Length || !char.IsAsciiLetterOrDigit(before[^(scheme.Length + 1)]))) return true;
        return false;
    }
}
