using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds names of files that nobody should read from outside, by their ending: logs, configuration, copies, dumps, keys.</summary>
static class FileEnding
{
    // What no name of a file alone has.
    static readonly SearchValues<char> NotInNames = SearchValues.Create(" \t\n@,=<>");

    // Of paths; of these, the first few rarely end anything else that a value can be.
    const int ValueEndings = 16;

    static readonly string[] Endings =
    [
        "log", "ini", "conf", "cfg", "cnf", "bak", "swp", "sql", "sqlite", "mdb", "env", "pem", "pfx", "htaccess", "htpasswd", "passwd",
        "config", "bkp", "backup", "old", "orig", "save", "swo", "tmp", "sqlite3", "dump", "key", "p12", "jks", "keystore", "kdbx", "inc", "dll", "sys", "bat", "cmd", "sh", "ps1", "rdb", "dbf", "lock", "tfstate",
    ];

    /// <summary>A path that ends in one, behind a name; servers cut off what stands behind a semicolon or a null.</summary>
    public static bool IsPath(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny(';', '\0');
        if (end >= 0) path = path[..end];
        return Ends(path.TrimEnd("/~ ."), Endings);
    }

    /// <summary>A value that is nothing but a file's name or path.</summary>
    public static bool IsValue(ReadOnlySpan<char> value) => value.Length is > 4 and < 512 && !value.ContainsAny(NotInNames) && value.IndexOf("://") < 0 && Ends(value.TrimEnd("\0~"), Endings.AsSpan(0, ValueEndings));

    static bool Ends(ReadOnlySpan<char> path, ReadOnlySpan<string> endings)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 1 || path.Length - dot is < 3 or > 10) return false;
        var ending = path[(dot + 1)..];
        foreach (var known in endings)
            if (Ascii.EqualsIgnoreCase(ending, known)) return true;
        return false;
    }
}
