using System.Buffers;
using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>What injected commands of one family of shells begin with.</summary>
sealed class Shell
{
    /// <summary>Longer names are no commands.</summary>
    public const int Longest = 24;

    public static readonly Shell Unix = new(
        """
        wget curl netcat ncat bash zsh ksh csh tcsh dash whoami uname ifconfig netstat nslookup chmod chown xargs tftp telnet rsync busybox crontab
        useradd adduser usermod sudo mkfifo printenv mknod lwp-download lwp-request lynx sshpass getent gawk nawk perl5 python2 python3 pip3 gcc
        apt-get dpkg nohup chroot strace tcpdump traceroute
        """,
        """
        cat ls id ps sh ksh rm cp mv nc cd pwd env dir type echo ping sleep printf touch find grep egrep fgrep awk sed head tail more less tac nl sort uniq
        cut tee wc tr rev od xxd hexdump strings base64 base32 file stat du df mount umount kill killall pkill top w who last lastlog users groups finger
        host hostname dig arp route ip ss nmap ssh scp ftp sftp mail sendmail python perl ruby php lua node java javac go gdb make git svn zip unzip tar gzip
        gunzip bzip2 7z cron set export alias unset read exec eval source test if for while case do then until exit expr let time timeout
        watch screen tmux su passwd login logger date cal uptime free vmstat dmesg lsof lspci lsusb ln mkdir rmdir install dd split paste diff cmp
        whereis which locate man info apt yum rpm tree
        sysctl service systemctl init shutdown reboot halt poweroff iptables nft openssl gpg vi vim ed ex nano emacs view pico
        """,
        "$ifs", "${ifs", "/dev/tcp/", "/dev/udp/", "/bin/sh", "/bin/bash", "/bin/cat", "/bin/ls", "/bin/id", "/usr/bin/", "/bin/ping", "bash -c", "bash -i", "sh -c ", "-e /bin/", "$shellopts", "$bash");

    public static readonly Shell Windows = new(
        """
        ipconfig netstat nslookup whoami pwsh certutil bitsadmin tasklist systeminfo cscript wscript mshta rundll32 regsvr32 wmic schtasks taskkill netsh tracert
        powershell
        """,
        """
        cmd dir type echo ping set net reg copy del ren move attrib cacls icacls findstr start call ver vol tree more query sc find sort hostname arp route ftp
        nbtstat where exit for if shutdown date time cd md rd mkdir rmdir
        """,
        "cmd.exe", "cmd /c", "cmd /k", "%comspec%", "powershell.exe", "%systemroot%", "%windir%");

    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> plain;
    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words;

    Shell(string plain, string words, params string[] certain)
    {
        this.plain = Set(plain);
        this.words = Set(words);
        Certain = SearchValues.Create(certain, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What proves a command wherever it stands.</summary>
    public SearchValues<string> Certain { get; }

    /// <summary>Not a word of any language: a separator before it is enough.</summary>
    public bool IsPlain(ReadOnlySpan<char> name) => plain.Contains(name);

    /// <summary>A word too: it needs something to work on, or to stand alone where only a command does.</summary>
    public bool IsWord(ReadOnlySpan<char> name) => words.Contains(name);

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
