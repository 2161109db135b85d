namespace Redoubt.Waf;

/// <summary>
/// What a text reads after every encoding is undone that can wrap it, as often as they are nested: percent escapes, HTML references,
/// JavaScript's escapes by number, and Base64 where the text is nothing else and reads as text. Empty where nothing wraps it, so that
/// a second look costs something only where there is something else to see. Not one of AWS's.
/// </summary>
sealed class Unwrap : Transform
{
    public const string TypeName = "UNWRAP";

    public static readonly Unwrap Instance = new();

    // Nobody nests deeper but to make work.
    const int MaxNesting = 5;

    static readonly UrlDecodeUni Percent = new();
    static readonly HtmlEntityDecode References = new();
    static readonly JsDecode Escapes = new();

    public override string Name => TypeName;

    public override bool Affects(ReadOnlySpan<char> text) => !text.IsEmpty;

    public override int Apply(ReadOnlySpan<char> text, Span<char> output)
    {
        if (!text.ContainsAny('%', '&', '\\') && Base64Start(text) < 0) return 0;
        text.CopyTo(output);
        var length = text.Length;
        for (var round = 0; round < MaxNesting; round++)
        {
            var shorter = Peel(output[..length]);
            if (shorter == length) break;
            length = shorter;
        }
        return length == text.Length ? 0 : length;
    }

    // INVARIANT: what decodes writes behind where it reads, so it can work in place.
    static int Peel(Span<char> text)
    {
        if (text.Contains('%')) text = text[..Percent.Apply(text, text)];
        if (text.Contains('&')) text = text[..References.Apply(text, text)];
        if (HasEscape(text)) text = text[..Escapes.Apply(text, text)];
        return Base64Start(text) is >= 0 and var start ? Base64Text.Decode(text[start..], text) : text.Length;
    }

    // Other backslashes are part of paths and of text.
    static bool HasEscape(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('\\');
            if (next < 0) return false;
            at += next;
            if (at + 1 == text.Length) return false;
            if (text[at + 1] is 'u' && Wide.Four(text, at + 2) >= 0 || text[at + 1] is 'x' && Ascii.HexByte(text, at + 2) >= 0) return true;
        }
        return false;
    }

    // A path of one segment is Base64 behind its slash.
    static int Base64Start(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith("/") ? 1 : 0;
        return Base64Text.IsIn(text[start..]) ? start : -1;
    }
}
