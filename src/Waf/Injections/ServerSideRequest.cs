using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds addresses that lead a server to itself, into its own network, or into other protocols.</summary>
static class ServerSideRequest
{
    static readonly SearchValues<string> Certain = SearchValues.Create(
        [
            "gopher://", "dict://", "ldap://", "ldaps://", "ldapi://", "tftp://", "netdoc:", "jar:http", "jar:file", "sftp://", "rmi://", "local_file://",
            "metadata.google.internal", "computemetadata/v1", "100.100.100.200", "192.0.0.192/", "metadata/instance?api-version", "/opc/v1/", "/opc/v2/", "kubernetes.default.svc", "localtest.me", ".nip.io", ".sslip.io", ".xip.io",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Certain)) return true;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf("//");
            if (next < 0) return false;
            at += next + 1;
            // An address that is the whole value, or is given as another's argument.
            var scheme = text[..(at - 1)];
            if (IsWeb(scheme) && Hosts.IsInternal(Hosts.Of(text[(at + 1)..]))) return true;
        }
        return false;
    }

    static bool IsWeb(ReadOnlySpan<char> before)
    {
        if (before.IsEmpty) return true;
        foreach (var scheme in (ReadOnlySpan<string>)["http:", "https:", "ftp:", "ws:", "wss:", "url:"])
        {
            if (!before.EndsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var start = before.Length - scheme.Length;
            if (start == 0 || !char.IsAsciiLetterOrDigit(before[start - 1])) return true;
        }
        return false;
    }
}
