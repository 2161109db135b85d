using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Files that hold secrets, or prove that any file can be read. Read with any run of separators where a slash stands.</summary>
sealed class SensitiveFiles
{
    /// <summary>Of Unix and of servers on it.</summary>
    public static readonly SensitiveFiles Unix = new(
        "etc/passwd", "etc/shadow", "etc/group", "etc/issue", "etc/hosts", "etc/hostname", "etc/sudoers", "etc/fstab", "etc/crontab", "etc/motd",
        "etc/ssh/", "etc/mysql/", "etc/apache2/", "etc/httpd/", "etc/nginx/", "etc/php", "etc/my.cnf", "etc/resolv.conf", "etc/master.passwd",
        "etc/security/", "etc/redhat-release", "etc/os-release", "etc/lsb-release", "etc/profile", "etc/inittab", "etc/pam.d/", "etc/network/",
        "proc/self/", "proc/version", "proc/cpuinfo", "proc/mounts", "proc/net/", "proc/cmdline", "proc/1/", "proc/sched_debug", "sys/class/net/",
        "var/log/", "var/www/", "var/lib/mlocate", "var/run/secrets/", "var/spool/cron", "var/mail/", "root/.", "home/.ssh",
        "usr/local/apache", "usr/local/etc/", "usr/local/php", "opt/lampp/", "usr/share/xml/",
        ".ssh/id_", ".ssh/authorized_keys", ".ssh/known_hosts", ".bash_history", ".mysql_history", ".kube/config", "id_rsa");

    /// <summary>Of Windows, and of frameworks and servers anywhere.</summary>
    public static readonly SensitiveFiles Others = new(
        "windows/system32", "windows/win.ini", "windows/repair", "windows/system.ini", "winnt/", "boot.ini", "win.ini", "system32/drivers",
        "system32/config", "inetpub/wwwroot", "inetpub/logs", "autoexec.bat", "program files/", "documents and settings/", "xampp/apache", "xampp/htdocs", "ntuser.dat",
        ".aws/credentials", ".git/config", ".git/head", ".svn/entries", ".htpasswd", ".htaccess", ".docker/config.json", "wp-config.php", "web-inf/", "meta-inf/manifest",
        "apache/logs", "apache2/logs", "logs/access.log", "logs/access_log", "logs/error.log", "logs/error_log", "httpd.conf", "php.ini", "my.cnf");

    readonly string[] names;
    readonly SearchValues<string> anchors;

    SensitiveFiles(params string[] names)
    {
        this.names = names;
        anchors = SearchValues.Create([.. names.Select(name => name.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]).Distinct()], StringComparison.Ordinal);
    }

    /// <param name="path">As <see cref="PathText"/> reads it.</param>
    public bool AreNamedIn(ReadOnlySpan<char> path)
    {
        for (var at = 0; at < path.Length;)
        {
            var next = path[at..].IndexOfAny(anchors);
            if (next < 0) return false;
            at += next;
            foreach (var name in names)
                if (Stands(path, at, name)) return true;
            at++;
        }
        return false;
    }

    // The name at a place, not in the middle of a word, in a text that is a path there: a separator before it or within it.
    static bool Stands(ReadOnlySpan<char> path, int start, string name)
    {
        if (start > 0 && Ascii.IsWord(path[start - 1])) return false;
        var at = start;
        var separated = start > 0 && path[start - 1] is '/' or '\\' or ':' or '=';
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '/')
            {
                var begin = at;
                while (at < path.Length && at - begin < 8 && !Ascii.IsWord(path[at]) && path[at] is not ('.' or ' ' or '-')) at++;
                if (at == begin) return false;
                continue;
            }
            if (at >= path.Length || path[at] != name[i]) return false;
            at++;
        }
        // A bare file name counts only where it ends there, and is the whole text or the end of a path.
        if (name.Contains('/')) return separated || start == 0 || name[0] == '.' || path[start - 1] is not ' ';
        return (at == path.Length || !Ascii.IsWord(path[at])) && (separated || start == 0 && at == path.Length);
    }
}
