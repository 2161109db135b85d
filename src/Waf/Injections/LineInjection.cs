namespace Redoubt.Waf;

/// <summary>Finds lines that are meant for another protocol: headers of an answer, headers of a mail, commands of SMTP and IMAP.</summary>
static class LineInjection
{
    static readonly string[] ResponseHeaders = ["set-cookie", "location", "content-type", "content-length", "transfer-encoding", "refresh", "access-control-allow-origin", "x-xss-protection", "link", "host", "http/1", "http/2"];

    static readonly string[] CookieHeaders = ["set-cookie", "http/1", "http/2"];

    static readonly string[] MailHeaders = ["bcc", "cc", "to", "from", "reply-to", "return-path", "mime-version", "content-transfer-encoding", "content-disposition"];

    static readonly string[] MailCommands = ["rcpt to:", "mail from:", "quit", "vrfy ", "expn ", "helo ", "ehlo ", "starttls", "auth login"];

    static readonly string[] ImapVerbs = ["capability", "fetch ", "login ", "logout", "select ", "noop", "list ", "store "];

    /// <summary>Headers of an answer; line breaks of two bytes of UTF-8 that some servers cut down to one count too.</summary>
    public static bool SplitsResponse(ReadOnlySpan<char> text) => Splits(text, ResponseHeaders);

    /// <summary>A cookie or a whole answer behind a line break: what no recorded headers of an answer hold, as scripts report them.</summary>
    public static bool SetsCookie(ReadOnlySpan<char> text) => Splits(text, CookieHeaders);

    static bool Splits(ReadOnlySpan<char> text, string[] headers)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny('\n', '\r', '\x98');
            if (next < 0) return false;
            at += next;
            if (text[at] == '\x98' && !IsCutBreak(text, at)) continue;
            var line = text[at] == '\x98' ? text[(at + 2)..] : text[(at + 1)..];
            if (Names(line, headers)) return true;
        }
        return false;
    }

    /// <summary>Headers of a mail with an address, and commands for a mail server, each on a line of its own.</summary>
    public static bool SpeaksMail(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny('\n', '\r');
            if (next < 0) return false;
            at += next;
            var line = text[(at + 1)..];
            if (line.StartsWith("\n")) continue;
            if (IsMailLine(Line(line), isOnly: text[..at].Trim("\r\n /").IsEmpty)) return true;
        }
        return false;
    }

    static bool IsMailLine(ReadOnlySpan<char> line, bool isOnly)
    {
        foreach (var command in MailCommands)
            if (line.StartsWith(command, StringComparison.OrdinalIgnoreCase) && (command.Contains(':') || isOnly)) return true;
        var space = line.IndexOf(' ');
        // An IMAP tag, and a verb.
        if (space is > 1 and < 8 && char.IsAsciiLetterUpper(line[0]) && char.IsAsciiDigit(line[space - 1]))
            foreach (var verb in ImapVerbs)
                if (line[(space + 1)..].StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return true;
        return Names(line, MailHeaders) && (line.Contains('@') && line.Length < 128 || line.StartsWith("content-", StringComparison.OrdinalIgnoreCase) || line.StartsWith("mime-", StringComparison.OrdinalIgnoreCase));
    }

    static bool Names(ReadOnlySpan<char> line, string[] names)
    {
        foreach (var name in names)
        {
            if (!line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = line[name.Length..].TrimStart(' ');
            if (rest.StartsWith(":") || name.StartsWith("http/", StringComparison.Ordinal)) return true;
        }
        return false;
    }

    // U+560A and U+560D: their low bytes are LF and CR.
    static bool IsCutBreak(ReadOnlySpan<char> text, int at) => at > 0 && text[at - 1] == '\xE5' && at + 1 < text.Length && text[at + 1] is '\x8A' or '\x8D';

    static ReadOnlySpan<char> Line(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 256)].IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
