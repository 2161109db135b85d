using System.Globalization;

namespace Redoubt.Waf;

/// <summary>
/// A list of addresses and CIDR blocks from a text file: one a line, comments behind <c>#</c>. A comment <c>expires: 2026-12-01T00:00:00Z</c>
/// on a line of its own ends the whole list, one behind an address that address alone. Immutable.
/// </summary>
public sealed class NetworkList
{
    /// <summary>The largest file that is read, in bytes; a million networks.</summary>
    public const int MaxLength = 32 << 20;

    const string Expiry = "expires:";

    readonly IpSet networks;

    NetworkList(IpSet networks, int count, DateTimeOffset? expires, DateTimeOffset? next) => (this.networks, Count, Expires, NextExpiry) = (networks, count, expires, next);

    /// <summary>Networks that have not expired when the list was read.</summary>
    public int Count { get; }

    /// <summary>When the whole list ends; null for never.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>When the first of its networks ends, or all of them; null for never.</summary>
    public DateTimeOffset? NextExpiry { get; }

    /// <param name="problems">Receives every entry that cannot be read; where there is one, there is no list.</param>
    public static NetworkList? Read(TextReader text, DateTimeOffset now, ICollection<Problem> problems)
    {
        var blocks = new List<string>();
        DateTimeOffset? expires = null, next = null;
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            var mark = line.IndexOf('#');
            var address = (mark < 0 ? line : line[..mark]).Trim();
            if (!TryReadExpiry(mark < 0 ? "" : line[(mark + 1)..].Trim(), out var ends)) problems.Add(new Problem($"line {number}", "an expiry is a time such as 2026-12-01T00:00:00Z"));
            if (address.Length == 0) expires = Earlier(expires, ends);
            else if (!(ends <= now))
            {
                next = Earlier(next, ends);
                blocks.Add(address.Contains('/') ? address : $"{address}/{(address.Contains(':') ? 128 : 32)}");
            }
        }
        var ended = expires <= now;
        var set = IpSet.Compile(ended ? [] : blocks, problems);
        return set is null || problems.Count > 0 ? null : new NetworkList(set, ended ? 0 : blocks.Count, expires, ended ? null : Earlier(next, expires));
    }

    public bool Contains(System.Net.IPAddress address) => Count > 0 && networks.Contains(address);

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    static bool TryReadExpiry(string comment, out DateTimeOffset? ends)
    {
        ends = null;
        if (!comment.StartsWith(Expiry, StringComparison.OrdinalIgnoreCase)) return true;
        if (!DateTimeOffset.TryParse(comment[Expiry.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return false;
        ends = time;
        return true;
    }
}
