namespace Redoubt.Waf;

/// <summary>Finds parts of LDAP filters (RFC 4515) in values: a condition that begins behind another's end, or within an operator.</summary>
static class LdapInjection
{
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        // By matching rule, `attribute:1.2.3:=value`: in no address and no time.
        var rule = text.IndexOf(":=");
        if (rule > 4 && char.IsAsciiDigit(text[rule - 1]) && IsMatchingRule(text[..rule])) return true;
        for (var at = 1; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('(');
            if (next < 0) return false;
            at += next;
            var before = Last(text[..at]);
            if (before is ')' or '|' or '&' or '!' or '*' && BeginsCondition(text[(at + 1)..], before)) return true;
        }
        return false;
    }

    static char Last(ReadOnlySpan<char> text)
    {
        var at = text.Length - 1;
        while (at > 0 && text.Length - at < 4 && text[at] == ' ') at--;
        return text[at];
    }

    // `uid=*`, `|(uid=`, `&(`: an attribute and a comparison, or another operator with one.
    static bool BeginsCondition(ReadOnlySpan<char> text, char before)
    {
        var at = 0;
        var operators = 0;
        while (at < text.Length && at < 12 && text[at] is '|' or '&' or '!' or '(' or ' ')
        {
            if (text[at] is '|' or '&' or '!') operators++;
            at++;
        }
        var name = at;
        while (at < text.Length && at - name < 32 && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.' or ';')) at++;
        if (at == name || at >= text.Length || !char.IsAsciiLetter(text[name])) return false;
        var compares = text[at] == '=' && !text[at..].StartsWith("==") && !text[at..].StartsWith("=>") || text[at] is '~' or '<' or '>' && text[(at + 1)..].StartsWith("=");
        // Code has `)(x=1)` too: here a filter shows by its operators, or by what it compares with.
        return compares && (operators > 0 || before is '*' or '|' or '&' || text[at..].StartsWith("=*") || IsAttribute(text[name..at]));
    }

    static bool IsAttribute(ReadOnlySpan<char> name)
    {
        foreach (var known in (ReadOnlySpan<string>)["uid", "cn", "sn", "dn", "ou", "dc", "mail", "objectclass", "objectcategory", "samaccountname", "userpassword", "memberof", "member", "givenname", "userprincipalname", "telephonenumber", "password", "user", "username"])
            if (Ascii.EqualsIgnoreCase(name, known)) return true;
        return false;
    }

    static bool IsMatchingRule(ReadOnlySpan<char> text)
    {
        var at = text.Length;
        var dots = 0;
        while (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] == '.'))
        {
            if (text[--at] == '.') dots++;
        }
        return dots >= 2 && at > 1 && text[at - 1] == ':' && char.IsAsciiLetter(text[at - 2]);
    }
}
