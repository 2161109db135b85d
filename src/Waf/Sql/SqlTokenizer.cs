namespace Redoubt.Waf;

/// <summary>How the statement around the text is imagined to be read.</summary>
/// <param name="Quote">The quote the text stands in; NUL where it stands outside any.</param>
/// <param name="MySql">Number sign comments, and <c>--</c> only before white space; else <c>--</c> always.</param>
/// <param name="Backslash">A backslash in a string escapes what follows.</param>
readonly record struct SqlReading(char Quote, bool MySql, bool Backslash);

/// <summary>
/// Splits text into SQL tokens and hands each to a <see cref="SqlShape"/>. One pass; every character is looked at a bounded number of times.
/// </summary>
ref struct SqlTokenizer
{
    const int LongestArray = 256;

    readonly ReadOnlySpan<char> text;
    readonly SqlReading reading;
    int at;

    public SqlTokenizer(ReadOnlySpan<char> text, SqlReading reading)
    {
        this.text = text;
        this.reading = reading;
    }

    /// <summary>Characters visited, comments and strings included: what a test of linearity counts.</summary>
    public int Steps { get; private set; }

    /// <summary>The quote of a string that is open at the end; NUL where there is none.</summary>
    public char Opened { get; private set; }

    public void Run(ref SqlShape shape)
    {
        if (reading.Quote != '\0') Quoted(ref shape, reading.Quote);
        while (at < text.Length)
        {
            var before = at;
            Next(ref shape);
            Steps += at - before;
        }
        shape.End();
    }

    readonly char Peek(int ahead = 1) => at + ahead < text.Length ? text[at + ahead] : '\0';

    void Next(ref SqlShape shape)
    {
        var c = text[at];
        switch (c)
        {
            case <= ' ': at++; break;
            case '\'' or '"': at++; Quoted(ref shape, c); break;
            case '`': Name(ref shape, '`'); break;
            case '[': Bracket(ref shape); break;
            case >= '0' and <= '9': Number(ref shape); break;
            case '.' when char.IsAsciiDigit(Peek()): Number(ref shape); break;
            case '@': Variable(ref shape); break;
            case '$': Dollar(ref shape); break;
            case '#': Hash(ref shape); break;
            case '-' when Peek() == '-': Dashes(ref shape); break;
            case '/' when Peek() == '*': Comment(ref shape); break;
            // The end of a comment that the server runs, or of one that was nested.
            case '*' when Peek() == '/': at += 2; break;
            case '(': at++; shape.Open(); break;
            case ')': at++; shape.Close(); break;
            case ',': at++; shape.Add(','); break;
            case ';': at++; shape.Add(';'); break;
            case '{': Brace(ref shape); break;
            case '}': at++; break;
            case '*': at++; shape.Star(); break;
            case '=' or '<' or '>' or '!' or ':' or '&' or '|' or '+' or '-' or '/' or '%' or '^' or '~': Operator(ref shape); break;
            case '\\': Backslash(ref shape); break;
            default:
                if (IsWordStart(c)) Word(ref shape);
                else if (c == '\xA0') at++;
                else
                {
                    at++;
                    shape.Add('X');
                }
                break;
        }
    }

    static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80 && c != '\xA0';

    // In UTF-8 the byte 0xA0 also ends longer characters; after one of those it belongs to the word.
    readonly bool IsWordPart(int index)
    {
        var c = text[index];
        return Ascii.IsWord(c) || c == '$' || c == '\xA0' && text[index - 1] >= 0x80 || c >= 0x80 && c != '\xA0' || c == '#' && !reading.MySql;
    }

    void Quoted(ref SqlShape shape, char quote)
    {
        while (at < text.Length)
        {
            var found = reading.Backslash ? text[at..].IndexOfAny(quote, '\\') : text[at..].IndexOf(quote);
            if (found < 0) break;
            at += found;
            if (text[at] == '\\') at += 2;
            else if (Peek() == quote) at += 2;
            else
            {
                at++;
                shape.String(open: false);
                return;
            }
        }
        at = text.Length;
        Opened = quote;
        shape.String(open: true);
    }

    void Name(ref SqlShape shape, char close)
    {
        var end = text[(at + 1)..].IndexOf(close);
        if (end < 0)
        {
            at++;
            return;
        }
        var name = text.Slice(at + 1, end);
        at += end + 2;
        shape.Name(name, IsCall());
    }

    // A bracketed name of SQL Server; any other bracket is nothing SQL starts with.
    void Bracket(ref SqlShape shape)
    {
        var end = at + 1;
        while (end < text.Length && (Ascii.IsWord(text[end]) || text[end] == ' ') && end - at < 64) end++;
        if (end < text.Length && text[end] == ']' && end > at + 1) Name(ref shape, ']');
        else
        {
            at++;
            shape.Add('X');
        }
    }

    void Number(ref SqlShape shape)
    {
        var start = at;
        if (text[at] == '0' && Peek() is 'x' or 'X' && Ascii.Hex(Peek(2)) >= 0)
        {
            at += 2;
            while (at < text.Length && Ascii.Hex(text[at]) >= 0) at++;
            shape.Add('1');
            return;
        }
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var point = at < text.Length && text[at] == '.';
        if (point)
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]);) at++;
        var exponent = at < text.Length && text[at] is 'e' or 'E' && (char.IsAsciiDigit(Peek()) || Peek() is '+' or '-' && char.IsAsciiDigit(Peek(2)));
        if (exponent)
            for (at += 2; at < text.Length && char.IsAsciiDigit(text[at]);) at++;
        // `3kids` is a name; `1union`, `1.union`, `1e0union` and Oracle's `1dunion` are a number and a word.
        if (!point && !exponent && at < text.Length && IsWordPart(at) && text[at] != '#')
        {
            var letters = at;
            while (at < text.Length && IsWordPart(at)) at++;
            if (IsKeyword(text[letters..at])) at = letters;
            else if (text[letters] is 'd' or 'D' or 'f' or 'F' && IsKeyword(text[(letters + 1)..at])) at = letters + 1;
            else
            {
                shape.Name(text[start..at], IsCall());
                return;
            }
        }
        shape.Add('1');
    }

    static bool IsKeyword(ReadOnlySpan<char> word) => SqlWords.Word(word) is 'U' or '&' or 'f' or 'W' or 'G' or 'H' or 'L' or 'E' or 'l';

    void Variable(ref SqlShape shape)
    {
        at++;
        if (at < text.Length && text[at] is '>' or '?')
        {
            // Containment and paths of PostgreSQL's JSON.
            at++;
            shape.Add('o');
            return;
        }
        var system = at < text.Length && text[at] == '@';
        if (system) at++;
        if (at < text.Length && text[at] is '\'' or '"' or '`')
        {
            var end = text[(at + 1)..].IndexOf(text[at]);
            at = end < 0 ? text.Length : at + end + 2;
        }
        else
            while (at < text.Length && (IsWordPart(at) || text[at] == '.')) at++;
        shape.Add(system ? 'y' : 'v');
    }

    void Dollar(ref SqlShape shape)
    {
        var end = at + 1;
        while (end < text.Length && Ascii.IsWord(text[end])) end++;
        if (end < text.Length && text[end] == '$' && !char.IsAsciiDigit(Peek()))
        {
            // PostgreSQL's dollar quotes.
            var tag = text[at..(end + 1)];
            var close = text[(end + 1)..].IndexOf(tag);
            at = close < 0 ? text.Length : end + 1 + close + tag.Length;
            shape.String(open: close < 0);
            return;
        }
        at++;
        if (at < text.Length && char.IsAsciiDigit(text[at])) Number(ref shape);
        else shape.Add('X');
    }

    void Hash(ref SqlShape shape)
    {
        if (reading.MySql) LineComment(ref shape);
        else if (Peek() == '>')
        {
            // A path of PostgreSQL's JSON.
            at += 2;
            shape.Add('a');
        }
        else
        {
            at++;
            shape.Add('X');
        }
    }

    void Dashes(ref SqlShape shape)
    {
        if (!reading.MySql || at + 2 >= text.Length || Peek(2) <= ' ') LineComment(ref shape);
        else
        {
            at++;
            shape.Add('a');
        }
    }

    void LineComment(ref SqlShape shape)
    {
        var sign = text[at] == '#' ? 1 : 2;
        var glued = Ascii.IsWord(Peek(sign)) || Peek(sign) is '\'' or '"' && Ascii.IsWord(Peek(sign + 1));
        var end = text[at..].IndexOf('\n');
        // SQL Server logs no statement that has this word in it.
        glued &= text[at..(end < 0 ? text.Length : at + end)].IndexOf("sp_password") < 0;
        at = end < 0 ? text.Length : at + end + 1;
        if (at == text.Length || text[at..].IndexOfAnyExcept(Ascii.White) < 0) shape.Comment(glued);
    }

    void Comment(ref SqlShape shape)
    {
        if (Peek(2) == '!')
        {
            // MySQL runs what stands in such a comment, from a version on.
            at += 3;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            return;
        }
        var end = text[(at + 2)..].IndexOf("*/");
        at = end < 0 ? text.Length : at + end + 4;
        if (end < 0) shape.Comment(glued: false);
    }

    // An ODBC escape: `{name expression}`.
    void Brace(ref SqlShape shape)
    {
        var end = at + 1;
        while (end < text.Length && text[end] <= ' ') end++;
        var start = end;
        while (end < text.Length && Ascii.IsWord(text[end])) end++;
        if (end == start) shape.Add('X');
        at = end == start ? at + 1 : end;
        if (end == start || end == text.Length || text[end] != '\'') return;
        // A date of ODBC: `{d'2020-01-01'}`.
        var close = text[(at + 1)..].IndexOf('\'');
        at = close < 0 ? text.Length : at + close + 2;
        shape.Add('M');
    }

    void Operator(ref SqlShape shape)
    {
        var c = text[at];
        var next = Peek();
        var pair = next switch
        {
            '=' => c is '<' or '>' or '!' or ':' or '=',
            '>' => c is '<' or '>' or '!',
            '<' => c is '<' or '!',
            '&' or '|' => c == next,
            _ => false,
        };
        var wild = c == '%' && (next is '\'' or '"' || char.IsAsciiLetter(next) && at > 0 && text[at - 1] is '\'' or '"');
        at++;
        // A wildcard beside a quote is of a string that another reading sees.
        if (wild) return;
        if (c == ':' && next == ':')
        {
            // A cast of PostgreSQL; the type is no token of its own.
            at++;
            while (at < text.Length && IsWordPart(at)) at++;
            if (Skip(' ') == '?') Key(ref shape);
            return;
        }
        if (pair || c == '<' && next == '@') at++;
        if (c == '<' && next == '=' && at < text.Length && text[at] == '>') at++;
        switch (c)
        {
            case '&' or '|' when pair: shape.Add('&'); break;
            case '=' or '<' or '>': shape.Add('o'); break;
            case '!' when pair: shape.Add('o'); break;
            case ':' when pair: shape.Add('o'); break;
            case '!' or '~': shape.Add('!'); break;
            case ':': shape.Add('X'); break;
            default: shape.Add('a'); break;
        }
    }

    // PostgreSQL's question for a key, behind a cast: `?`, `?|`, `?&`.
    void Key(ref SqlShape shape)
    {
        while (text[at] != '?') at++;
        at++;
        if (at < text.Length && text[at] is '|' or '&') at++;
        shape.Add('o');
    }

    void Backslash(ref SqlShape shape)
    {
        var isNull = Peek() is 'N' or 'n';
        at += isNull ? 2 : 1;
        shape.Add(isNull ? '1' : 'X');
    }

    void Word(ref SqlShape shape)
    {
        var start = at;
        while (at < text.Length && (IsWordPart(at) || text[at] == '.' && at + 1 < text.Length && IsWordStart(text[at + 1]))) at++;
        var word = text[start..at];
        if (at < text.Length && text[at] is '\'' or '"' && IsStringPrefix(word))
        {
            var quote = text[at++];
            Quoted(ref shape, quote);
            return;
        }
        if (IsTyped(word) && Skip(' ') is '\'' or '"')
        {
            while (text[at] <= ' ') at++;
            var quote = text[at++];
            Quoted(ref shape, quote);
            return;
        }
        if (at < text.Length && text[at] == '[' && Ascii.EqualsIgnoreCase(word, "array"))
        {
            Array(ref shape);
            return;
        }
        shape.Word(word, IsCall());
    }

    // `date '2020-01-01'` is one value.
    static bool IsTyped(ReadOnlySpan<char> word) =>
        word.Length is 4 or 8 or 9 && (Ascii.EqualsIgnoreCase(word, "date") || Ascii.EqualsIgnoreCase(word, "time") || Ascii.EqualsIgnoreCase(word, "interval") || Ascii.EqualsIgnoreCase(word, "timestamp"));

    // PostgreSQL's `array[1,2]`.
    void Array(ref SqlShape shape)
    {
        var end = text[at..Math.Min(text.Length, at + LongestArray)].IndexOf(']');
        at += end < 0 ? 1 : end + 1;
        shape.Add('1');
    }

    // What comes behind a few spaces, without going there.
    readonly char Skip(char space)
    {
        var next = at;
        while (next < text.Length && text[next] == space && next - at < 4) next++;
        return next < text.Length ? text[next] : '\0';
    }

    readonly bool IsCall()
    {
        var next = at;
        while (next < text.Length && text[next] <= ' ' && next - at < 16) next++;
        if (next + 2 < text.Length && text[next] == '*' && text[next + 1] == '/') next += 2;
        return next < text.Length && text[next] == '(';
    }

    // National, hexadecimal, bit, escaped and character-set strings.
    static bool IsStringPrefix(ReadOnlySpan<char> word) =>
        word.Length == 1 && word[0] is 'n' or 'N' or 'x' or 'X' or 'b' or 'B' or 'e' or 'E' || word.Length > 1 && word[0] == '_' && word.Length < 12;
}
