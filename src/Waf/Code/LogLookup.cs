namespace Redoubt.Waf;

/// <summary>Finds what libraries resolve in log lines: <c>${…}</c> that looks something up, by its name or by names that are put together (CVE-2021-44228 and its kin).</summary>
static class LogLookup
{
    // How much of an expression is looked at.
    const int Window = 256;

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at + 2 < text.Length; at++)
        {
            var next = text[at..].IndexOf("${");
            if (next < 0) return false;
            at += next + 1;
            if (IsLookup(text[(at + 1)..Math.Min(text.Length, at + 1 + Window)])) return true;
        }
        return false;
    }

    // `${jndi:`, `${lower:j}`, `${::-j}`, `${env:X:-j}`: a name, a colon, and more.
    static bool IsLookup(ReadOnlySpan<char> inside)
    {
        if (inside.StartsWith("$")) return inside.Length > 1 && inside[1] == '{';
        if (inside.StartsWith("\\u")) return true;
        var colon = inside.IndexOf(':');
        if (colon < 0) return IsNested(inside);
        var name = inside[..colon];
        if (name.IsEmpty) return inside.StartsWith(":");
        if (name.Length > 40) return false;
        if (IsNested(name)) return true;
        foreach (var c in name)
            if (!Ascii.IsWord(c) && c is not ('.' or '-' or ' ')) return false;
        var rest = inside[(colon + 1)..];
        return Ascii.EqualsIgnoreCase(name, "jndi") || rest.StartsWith("-") || rest.IndexOf(":-") is >= 0 and < 40
            || Is(name, "lower", "upper", "env", "sys", "java", "date", "ctx", "main", "base64", "web", "k8s", "docker", "log4j", "bundle", "map", "marker", "sd", "event", "spring", "hostname", "script", "url", "dns", "const", "file", "properties", "xml", "resourcebundle", "urldecoder", "urlencoder");
    }

    static bool IsNested(ReadOnlySpan<char> inside) => inside.IndexOf("${") is >= 0 and < 40;

    static bool Is(ReadOnlySpan<char> text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (text.Length == name.Length && Ascii.EqualsIgnoreCase(text, name)) return true;
        return false;
    }
}
