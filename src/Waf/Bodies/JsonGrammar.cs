using System.Buffers;

namespace Redoubt.Waf;

/// <summary>JSON exactly by RFC 8259: what keeps to it every parser reads alike, but for repeated keys, of which inspection sees all.</summary>
ref struct JsonGrammar(ReadOnlySpan<char> text, JsonNesting nesting)
{
    // Deeper than any parser in use goes by default.
    const int MaxDepth = 500;

    static readonly SearchValues<char> EndOfPlain = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    readonly ReadOnlySpan<char> text = Bom.Skip(text);
    State state;
    int at;

    enum State
    {
        Value,
        ValueOrEnd,
        KeyOrEnd,
        Key,
        AfterValue,
    }

    /// <param name="continues">True where the end is not here: what is here must be the beginning of a text.</param>
    public bool Holds(bool continues)
    {
        nesting.Reset();
        while (SkipWhite())
            if (!Step(text[at])) return continues && at >= text.Length;
        return continues || state == State.AfterValue && nesting.Depth == 0;
    }

    bool Step(char c)
    {
        switch (state)
        {
            case State.ValueOrEnd when c == ']':
            case State.KeyOrEnd when c == '}':
                return Close();
            case State.KeyOrEnd or State.Key:
                return c == '"' && String() && Colon();
            case State.AfterValue when nesting.Depth == 0:
                return false;
            case State.AfterValue when c == ',':
                at++;
                state = nesting.InObject ? State.Key : State.Value;
                return true;
            case State.AfterValue:
                return c == (nesting.InObject ? '}' : ']') && Close();
            default:
                if (c is '{' or '[') return Open(c == '{');
                state = State.AfterValue;
                return c switch { '"' => String(), 't' => Word("true"), 'f' => Word("false"), 'n' => Word("null"), _ => Number() };
        }
    }

    bool Open(bool isObject)
    {
        at++;
        nesting.Push(isObject);
        state = isObject ? State.KeyOrEnd : State.ValueOrEnd;
        return nesting.Depth <= MaxDepth;
    }

    bool Close()
    {
        at++;
        nesting.Pop();
        state = State.AfterValue;
        return true;
    }

    bool Colon()
    {
        state = State.Value;
        return SkipWhite() && text[at++] == ':';
    }

    bool SkipWhite()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        return at < text.Length;
    }

    bool String()
    {
        at++;
        while (true)
        {
            var plain = text[at..].IndexOfAny(EndOfPlain);
            at = plain < 0 ? text.Length : at + plain;
            if (at == text.Length || text[at] != '\\') break;
            if (!Escape()) return false;
        }
        return at < text.Length && text[at++] == '"';
    }

    bool Escape()
    {
        if (++at == text.Length) return false;
        if (text[at++] is not 'u') return text[at - 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't';
        for (var i = 0; i < 4; i++)
        {
            if (at == text.Length || Ascii.Hex(text[at]) < 0) return false;
            at++;
        }
        return true;
    }

    bool Word(string word)
    {
        foreach (var c in word)
        {
            if (at == text.Length || text[at] != c) return false;
            at++;
        }
        return true;
    }

    bool Number()
    {
        if (text[at] == '-') at++;
        var start = at;
        if (!Digits() || at - start > 1 && text[start] == '0') return false;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!Digits()) return false;
        }
        if (at == text.Length || text[at] is not ('e' or 'E')) return true;
        at++;
        if (at < text.Length && text[at] is '+' or '-') at++;
        return Digits();
    }

    bool Digits()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at > start;
    }
}
