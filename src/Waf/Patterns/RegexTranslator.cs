using System.Text;

namespace Redoubt.Waf;

/// <summary>
/// Translates PCRE as AWS supports it, over bytes, into the platform's syntax. Classes are ASCII, <c>$</c> is the very end unless
/// <c>(?m)</c>, groups do not capture. What AWS leaves out is a fault: backreferences, recursion, conditionals, verbs, atomic
/// groups, possessive quantifiers, <c>\C \R \K \X \G \p</c>.
/// </summary>
sealed class RegexTranslator
{
    /// <summary>Nesting of groups.</summary>
    const int MaxDepth = 64;

    readonly string pattern;
    readonly StringBuilder output = new();
    readonly Stack<Flags> groups = new();
    Flags flags;
    int at;
    bool canRepeat;
    bool lookaround;
    RegexFault? fault;

    RegexTranslator(string text) => pattern = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <param name="text">Characters beyond ASCII stand for their UTF-8 bytes; a single byte is written <c>\xHH</c>.</param>
    public static TranslatedRegex? Translate(string text, out RegexFault fault)
    {
        var translator = new RegexTranslator(text);
        while (translator.fault is null && translator.at < translator.pattern.Length) translator.Next();
        if (translator.groups.Count > 0) translator.Fail("a group is not closed");
        fault = translator.fault ?? default;
        return translator.fault is null ? new TranslatedRegex(translator.output.ToString(), translator.lookaround) : null;
    }

    char Peek(int ahead = 0) => at + ahead < pattern.Length ? pattern[at + ahead] : '\0';

    void Fail(string message) => fault ??= new RegexFault(at, message);

    void Next()
    {
        var c = pattern[at];
        if (flags.HasFlag(Flags.Extended) && Extended(c)) return;
        switch (c)
        {
            case '\\': Escape(); break;
            case '[': Class(); break;
            case '(': Open(); break;
            case ')': Close(); break;
            case '*' or '+' or '?': Quantifier(1); break;
            case '{' when CountedLength() is > 0 and var length: Quantifier(length); break;
            case '^': Anchor("^", 1); break;
            case '$': Anchor(flags.HasFlag(Flags.Multiline) ? "$" : "\\z", 1); break;
            case '|': Anchor("|", 1); break;
            case '.': Emit(".", 1); break;
            default: Emit(Literal(c), 1); break;
        }
    }

    bool Extended(char c)
    {
        if (c != '#')
        {
            if (Ascii.IsWhite(c)) at++;
            return Ascii.IsWhite(c);
        }
        var end = pattern.IndexOf('\n', at);
        at = end < 0 ? pattern.Length : end + 1;
        return true;
    }

    void Emit(string text, int consumed)
    {
        output.Append(text);
        at += consumed;
        canRepeat = true;
    }

    void Anchor(string text, int consumed)
    {
        Emit(text, consumed);
        canRepeat = false;
    }

    static string Literal(int value) => char.IsAsciiLetterOrDigit((char)value) ? ((char)value).ToString() : $"\\u{(int)ByteText.Map(value):x4}";

    // The length of a counted quantifier at this place; 0 where the brace is a literal.
    int CountedLength()
    {
        var i = at + 1;
        var digits = 0;
        for (; i < pattern.Length && char.IsAsciiDigit(pattern[i]); i++) digits++;
        if (digits == 0) return 0;
        if (i < pattern.Length && pattern[i] == ',')
            for (i++; i < pattern.Length && char.IsAsciiDigit(pattern[i]);) i++;
        return i < pattern.Length && pattern[i] == '}' ? i - at + 1 : 0;
    }

    void Quantifier(int length)
    {
        if (!canRepeat)
        {
            Fail("nothing to repeat");
            return;
        }
        if (length > 1 && pattern.AsSpan(at + 1, length - 2).ToString().Split(',').Any(n => n.Length > 4))
        {
            Fail("a repeat count is too large");
            return;
        }
        output.Append(pattern, at, length);
        at += length;
        canRepeat = false;
        if (Peek() == '+') Fail("possessive quantifiers are not supported");
        if (Peek() != '?') return;
        output.Append('?');
        at++;
    }

    void Open()
    {
        groups.Push(flags);
        if (groups.Count > MaxDepth) Fail("groups are nested too deep");
        if (Peek(1) == '*') Fail("control verbs are not supported");
        if (Peek(1) != '?')
        {
            Anchor("(?:", 1);
            return;
        }
        switch (Peek(2))
        {
            case ':': Anchor("(?:", 3); break;
            case '=' or '!': Look(3); break;
            case '<' when Peek(3) is '=' or '!': Look(4); break;
            case '<' or '\'': Named(3, Peek(2) == '<' ? '>' : '\''); break;
            case 'P' when Peek(3) == '<': Named(4, '>'); break;
            case '#': Comment(); break;
            case '>': Fail("atomic groups are not supported"); break;
            case '|': Fail("branch reset is not supported"); break;
            case '(': Fail("conditionals are not supported"); break;
            case 'C': Fail("callouts are not supported"); break;
            case 'R' or '&' or 'P' or '+' or (>= '0' and <= '9'): Fail("recursion is not supported"); break;
            default: InlineFlags(); break;
        }
    }

    void Look(int length)
    {
        lookaround = true;
        Anchor(pattern.Substring(at, length), length);
    }

    void Named(int start, char close)
    {
        var end = pattern.IndexOf(close, at + start);
        if (end < 0) Fail("a group's name is not closed");
        else Anchor("(?:", end - at + 1);
    }

    void Comment()
    {
        groups.Pop();
        var end = pattern.IndexOf(')', at);
        if (end < 0) Fail("a comment is not closed");
        else at = end + 1;
    }

    void InlineFlags()
    {
        var start = at;
        var changed = flags;
        var on = true;
        for (at += 2; at < pattern.Length && pattern[at] is not (')' or ':'); at++)
        {
            var flag = pattern[at] switch { 'i' => Flags.IgnoreCase, 'm' => Flags.Multiline, 's' => Flags.DotAll, 'x' => Flags.Extended, _ => Flags.None };
            if (pattern[at] == '-') on = false;
            else if (flag == Flags.None)
            {
                Fail("this kind of group is not supported");
                return;
            }
            changed = on ? changed | flag : changed & ~flag;
        }
        if (at == pattern.Length)
        {
            at = start;
            Fail("a group is not closed");
            return;
        }
        var scoped = pattern[at++] == ':';
        // Without a colon the flags hold until the enclosing group ends, also across its branches; the platform does the same.
        if (!scoped) groups.Pop();
        flags = changed;
        output.Append("(?").Append(Options(changed)).Append(scoped ? ':' : ')');
        canRepeat = false;
    }

    static string Options(Flags wanted)
    {
        var on = new StringBuilder();
        var off = new StringBuilder();
        foreach (var (flag, letter) in (ReadOnlySpan<(Flags, char)>)[(Flags.IgnoreCase, 'i'), (Flags.Multiline, 'm'), (Flags.DotAll, 's')])
            (wanted.HasFlag(flag) ? on : off).Append(letter);
        return off.Length == 0 ? on.ToString() : $"{on}-{off}";
    }

    void Close()
    {
        if (groups.Count == 0)
        {
            Fail("a closing parenthesis has no group");
            return;
        }
        flags = groups.Pop();
        Emit(")", 1);
    }

    void Escape()
    {
        var c = Peek(1);
        switch (c)
        {
            case '\0' when at + 1 == pattern.Length: Fail("the pattern ends in a backslash"); break;
            case 'b' or 'B' or 'A' or 'Z' or 'z': Anchor($"\\{c}", 2); break;
            case 'Q': Quoted(); break;
            case 'E': at += 2; break;
            case 'N': Emit(ByteSet.Of('\n', '\n').Complement().ToClass(), 2); break;
            case >= '1' and <= '9' when !IsOctal(): Fail("backreferences are not supported"); break;
            case 'g' or 'k': Fail("backreferences are not supported"); break;
            case 'C' or 'R' or 'K' or 'X' or 'G' or 'p' or 'P': Fail($"`\\{c}` is not supported"); break;
            default:
                if (ClassEscape(c) is { } set) Emit(set.ToClass(), 2);
                else
                {
                    at++;
                    var value = Character();
                    output.Append(Literal(value));
                    canRepeat = true;
                }
                break;
        }
    }

    void Quoted()
    {
        var end = pattern.IndexOf("\\E", at, StringComparison.Ordinal);
        var stop = end < 0 ? pattern.Length : end;
        foreach (var c in pattern.AsSpan(at + 2, stop - at - 2)) Emit(Literal(c), 0);
        at = end < 0 ? pattern.Length : end + 2;
    }

    // \1 to \9 alone are backreferences; two or more octal digits are a character.
    bool IsOctal() => Peek(1) is >= '1' and <= '7' && Peek(2) is >= '0' and <= '7';

    static ByteSet? ClassEscape(char c) => c switch
    {
        'd' => ByteSet.Digits,
        'D' => ByteSet.Digits.Complement(),
        'w' => ByteSet.Words,
        'W' => ByteSet.Words.Complement(),
        's' => ByteSet.Whites,
        'S' => ByteSet.Whites.Complement(),
        'h' => ByteSet.HorizontalWhites,
        'H' => ByteSet.HorizontalWhites.Complement(),
        'v' => ByteSet.VerticalWhites,
        'V' => ByteSet.VerticalWhites.Complement(),
        _ => null,
    };

    // Reads the character an escape stands for; at is behind the backslash.
    int Character()
    {
        var c = pattern[at++];
        switch (c)
        {
            case 'a': return 7;
            case 'e': return 27;
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'c' when at < pattern.Length: return char.ToUpperInvariant(pattern[at++]) ^ 0x40;
            case 'x': return Hexadecimal();
            case >= '0' and <= '7':
                at--;
                var value = Octal.Read(pattern, ref at, 3);
                at++;
                if (value > 255) Fail("an octal escape is more than a byte");
                return value & 0xFF;
            default:
                if (char.IsAsciiLetterOrDigit(c)) Fail($"`\\{c}` is not supported");
                return c;
        }
    }

    int Hexadecimal()
    {
        var braces = Peek() == '{';
        if (braces) at++;
        var value = 0;
        var digits = 0;
        for (; Ascii.Hex(Peek()) >= 0 && (braces || digits < 2) && digits < 8; at++, digits++) value = value << 4 | Ascii.Hex(Peek());
        if (braces && Peek() != '}') Fail("a hexadecimal escape is not closed");
        if (braces) at++;
        if (value > 255) Fail("a hexadecimal escape is more than a byte");
        return value & 0xFF;
    }

    void Class()
    {
        var start = at++;
        var negated = Peek() == '^';
        if (negated) at++;
        var set = default(ByteSet);
        var first = true;
        while (fault is null && at < pattern.Length && (pattern[at] != ']' || first))
        {
            first = false;
            set = set.Union(Item());
        }
        if (at >= pattern.Length)
        {
            at = start;
            Fail("a class is not closed");
            return;
        }
        if (flags.HasFlag(Flags.IgnoreCase)) set = set.IgnoringCase();
        Emit((negated ? set.Complement() : set).ToClass(), 1);
    }

    ByteSet Item()
    {
        if (pattern[at] == '[' && Peek(1) == ':' && pattern.IndexOf(":]", at, StringComparison.Ordinal) is > 0 and var end) return Posix(end);
        if (pattern[at] == '\\' && ClassEscape(Peek(1)) is { } set)
        {
            at += 2;
            return set;
        }
        var from = One();
        if (Peek() != '-' || Peek(1) is ']' or '\0' || Peek(1) == '\\' && ClassEscape(Peek(2)) is not null) return default(ByteSet).With(from);
        at++;
        var to = One();
        if (to < from) Fail("a range in a class is reversed");
        return ByteSet.Of(from, to);
    }

    int One()
    {
        if (pattern[at] != '\\') return pattern[at++];
        at++;
        if (at == pattern.Length)
        {
            Fail("the pattern ends in a backslash");
            return 0;
        }
        if (pattern[at] != 'b') return Character();
        at++;
        return '\b';
    }

    ByteSet Posix(int end)
    {
        var negated = Peek(2) == '^';
        var start = at + (negated ? 3 : 2);
        var name = end > start ? pattern[start..end] : "";
        ByteSet? set = name switch
        {
            "alnum" => ByteSet.Of('a', 'z').IgnoringCase().Union(ByteSet.Digits),
            "alpha" => ByteSet.Of('a', 'z').IgnoringCase(),
            "ascii" => ByteSet.Of(0, 127),
            "blank" => default(ByteSet).With(' ').With('\t'),
            "cntrl" => ByteSet.Of(0, 31).With(127),
            "digit" => ByteSet.Digits,
            "graph" => ByteSet.Of(33, 126),
            "lower" => ByteSet.Of('a', 'z'),
            "print" => ByteSet.Of(32, 126),
            "punct" => ByteSet.Of(33, 47).Union(ByteSet.Of(58, 64)).Union(ByteSet.Of(91, 96)).Union(ByteSet.Of(123, 126)),
            "space" => ByteSet.Whites,
            "upper" => ByteSet.Of('A', 'Z'),
            "word" => ByteSet.Words,
            "xdigit" => ByteSet.Of('a', 'f').IgnoringCase().Union(ByteSet.Digits),
            _ => null,
        };
        if (set is null) Fail("no such class name");
        at = end + 2;
        return negated ? set.GetValueOrDefault().Complement() : set.GetValueOrDefault();
    }

    [Flags]
    enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        Multiline = 2,
        DotAll = 4,
        Extended = 8,
    }
}
