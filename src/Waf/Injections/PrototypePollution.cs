namespace Redoubt.Waf;

/// <summary>Finds ways to the prototype that every object of JavaScript shares, in names and in values.</summary>
static class PrototypePollution
{
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.Contains("__proto__", StringComparison.OrdinalIgnoreCase)) return true;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf("constructor", StringComparison.OrdinalIgnoreCase);
            if (next < 0) return false;
            at += next + "constructor".Length;
            if (text[at..].TrimStart("[].\"':{ ").StartsWith("prototype", StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
