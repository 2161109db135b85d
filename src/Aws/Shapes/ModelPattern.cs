using System.Text;
using System.Text.RegularExpressions;

namespace Redoubt.Aws.Shapes;

/// <summary>
/// A model's pattern, which is a Java regular expression for the whole value, as one of .NET. It runs without
/// backtracking; the few that look around or are too large for that backtrack for at most <see cref="Patience"/>.
/// </summary>
sealed class ModelPattern
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    readonly Regex regex;

    public ModelPattern(string java)
    {
        var pattern = $@"\A(?:{Translate(java)})\z";
        try
        {
            regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            regex = new(pattern, RegexOptions.CultureInvariant, Patience);
        }
    }

    /// <summary>Whether the whole value matches; one that takes too long to tell does not.</summary>
    public bool Matches(string value)
    {
        try
        {
            return regex.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Java's dialect in .NET's: classes such as \w mean ASCII, a dot is no line terminator of any kind, a bracket inside
    /// a class begins a class of its own, and characters beyond 16 bits stand in classes as they are.
    /// </summary>
    internal static string Translate(string java)
    {
        java = Astral(java);
        var result = new StringBuilder(java.Length + 32);
        var depth = 0;
        var dotIsAll = java.Contains("(?s", StringComparison.Ordinal);
        for (var i = 0; i < java.Length; i++)
        {
            var character = java[i];
            if (character == '\\' && i + 1 < java.Length)
            {
                i = Escape(java, i + 1, depth > 0, result);
                continue;
            }
            if (character == '[')
            {
                // A class in a class is a union: its members go into the outer one.
                if (depth++ == 0) result.Append('[');
                if (depth == 1 && i + 1 < java.Length && java[i + 1] == '^') result.Append(java[++i]);
                if (i + 1 < java.Length && java[i + 1] == ']')
                {
                    result.Append("\\]");
                    i++;
                }
            }
            else if (character == ']' && depth > 0)
            {
                if (--depth == 0) result.Append(']');
            }
            // A hyphen before the end or after a class such as \w is itself.
            else if (character == '-' && depth > 0 && IsLoneHyphen(java, i)) result.Append("\\-");
            else if (character == '.' && depth == 0 && !dotIsAll) result.Append(@"[^\n\r\u0085\u2028\u2029]");
            else result.Append(character);
        }
        return result.ToString();
    }

    static bool IsLoneHyphen(string java, int at) =>
        at + 1 < java.Length && (java[at + 1] == ']' || (java[at + 1] == '\\' && at + 2 < java.Length && java[at + 2] is 'w' or 'd' or 's' or 'p'))
        || (at >= 2 && java[at - 2] == '\\' && java[at - 1] is 'w' or 'd' or 's' && (at < 3 || java[at - 3] != '\\'));

    // Characters beyond 16 bits are pairs of surrogates in .NET, and both halves of a pair are in this range.
    static string Astral(string java) => java
        .Replace(@"\uD800\uDC00-\uDBFF\uDFFF", @"\uD800-\uDFFF", StringComparison.OrdinalIgnoreCase)
        .Replace("\U00010000-\U0010FFFF", @"\uD800-\uDFFF", StringComparison.Ordinal)
        .Replace(@"\x{10000}-\x{10FFFF}", @"\uD800-\uDFFF", StringComparison.OrdinalIgnoreCase);

    // Returns where the escape ends.
    static int Escape(string java, int at, bool inClass, StringBuilder result)
    {
        var inside = java[at] switch
        {
            'd' => "0-9",
            'w' => "_a-zA-Z0-9",
            's' => @" \t-\r",
            _ => null,
        };
        if (inside is not null)
        {
            result.Append(inClass ? inside : $"[{inside}]");
            return at;
        }
        if (java[at] is 'D' or 'W' && !inClass)
        {
            result.Append(java[at] == 'D' ? "[^0-9]" : "[^_a-zA-Z0-9]");
            return at;
        }
        if (java[at] is 'p' or 'P' && at + 1 < java.Length && java[at + 1] == '{' && java.IndexOf('}', at) is > 0 and var end)
        {
            Property(java[at], java[(at + 2)..end], inClass, result);
            return end;
        }
        // Escapes that .NET does not know stand for the character itself.
        if (char.IsAsciiLetterOrDigit(java[at]) || !char.IsAscii(java[at])) result.Append('\\').Append(java[at]);
        else result.Append(Regex.Escape(java[at].ToString()) is { Length: 2 } escaped ? escaped : java[at] is ']' or '-' or '}' or '/' ? $"\\{java[at]}" : java[at]);
        return at;
    }

    static void Property(char kind, string name, bool inClass, StringBuilder result)
    {
        var inside = name switch
        {
            "Alnum" => "a-zA-Z0-9",
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Lower" => "a-z",
            "Upper" => "A-Z",
            "Space" => @" \t-\r",
            "ASCII" => @"\x00-\x7F",
            "Print" => @"\x20-\x7E",
            "Graph" => @"\x21-\x7E",
            "Punct" => @"!-/:-@\[-`{-~",
            "Blank" => @" \t",
            _ => null,
        };
        if (inside is null) result.Append('\\').Append(kind).Append('{').Append(name is "IsAlphabetic" ? "L" : name is "IsDigit" ? "Nd" : name).Append('}');
        else if (kind == 'P' && inClass) throw new ArgumentException($"a negated {name} inside a class is not supported");
        else result.Append(inClass ? inside : kind == 'P' ? $"[^{inside}]" : $"[{inside}]");
    }
}
