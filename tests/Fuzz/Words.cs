namespace Redoubt.Fuzz;

/// <summary>Words that parsers look for.</summary>
static class Words
{
    public static readonly string[] All =
    [
        "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "<!ENTITY b SYSTEM 'c'>", "<?xml version='1.0' encoding='", "?>", "</a>", "<a b='", "/>", "&lt;", "&#x", "&#0", ";",
        "<script>", "<img src=x onerror=", "javascript:", "<svg/onload=", "style=\"", "data:text/html;base64,", "srcdoc=",
        "{\"a\":", "[[", "]]", "\\u0000", "\\ud83d\\ude00", "\\ud83d", "\"query\":\"", "null", "true", "1e999", "-0", "{\"", "\"}",
        "\"\"\"", "\\\"\"\"", "query Q($a: B!) {", "mutation {", "@skip(if: ", "...",
        "--b1", "--b1--", "\r\n--b1\r\n", "\r\n\r\n", "\n\n", "Content-Disposition: form-data; name=\"", "filename*=utf-8''", "Content-Type: multipart/mixed; boundary=", "Content-Transfer-Encoding: base64",
        "boundary=", "charset=", "; charset=utf-16", "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b1", "text/xml", "application/graphql",
        "a=", "&", "a=1&b=2", "%u0041", "%c0%af", "%252e", "+", ";", "==", "\u00EF\u00BB\u00BF", "\xFF\xFE", "\x4C\x6F\xA7\x94",
        "' or 1=1--", "union select", "/*!", "*/", "--", "#", "0x41", "char(", "sleep(", "x'", "$$", "q'[", "``", "@@version", "like '", "case when", ";drop table",
        "$(", "`", "${IFS}", "|cat /etc/passwd", "&&", "||", "wget http", "/bin/sh", "cmd.exe", "powershell -e", "c''at", "\\c\\a\\t", "<(", ">/dev/", "{ls,-l}", "^",
        "../", "..\\", "....//", "%2e%2e%2f", "/etc/passwd", "/.git/", "/.env", "file:///", "C:\\", "/proc/self/environ",
        "${jndi:ldap://", "#{", "{{7*7}}", "<%=", "T(java.lang.", "O:8:\"", "rO0AB", "__proto__", "<?php", "eval(", "system(", "@ognl.",
        "(?:", "(?=", "(?!", "(?i)", "[^", "[[:alpha:]]", "\\b", "\\xff", "\\Q", "{2,5}", "{0,}", "*+", "|", "^", "$", "\\1", "(?<n>", "\\p{L}", "[a-", ".*", "\\d+\\s*",
        "\\x41", "\\101", "\\u0041", "\\000041 ", "&quot;", "QUJD", "414243", "0x4142",
    ];
}
