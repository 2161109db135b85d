using System.Net;
using Redoubt.Waf;

namespace Redoubt.Tests.Waf;

/// <summary>Lists of networks in files: reading, expiry, and reading again.</summary>
public sealed class NetworkListTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("redoubt-lists");
    readonly FakeClock clock = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("# comment\n\n192.0.2.0/24 # why\n", "192.0.2.200", true)]
    [InlineData("2001:db8::/32", "2001:db8::1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("# expires: 2026-11-21T00:00:00Z\n192.0.2.1", "192.0.2.1", true)]
    [InlineData("# expires: 2026-11-19T00:00:00Z\n192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1 # expires: 2026-11-19T00:00:00Z\n192.0.2.2", "192.0.2.1", false)]
    [InlineData("192.0.2.1 # expires: 2026-11-19T00:00:00Z\n192.0.2.2", "192.0.2.2", true)]
    public void A_list_contains_what_its_lines_say_until_they_expire(string text, string address, bool expected)
    {
        Write("bad", text);
        var lists = Lists();

        Assert.Equal(expected, lists.Contains("bad", IPAddress.Parse(address)));
    }

    [Fact]
    public void A_list_expires_while_it_is_in_use_and_says_so_when_read_again()
    {
        Write("bad", "# expires: 2026-11-21T00:00:00Z\n192.0.2.1");
        var lists = Lists();
        clock.Advance(TimeSpan.FromDays(1));

        Assert.False(lists.Contains("bad", IPAddress.Parse("192.0.2.1")));
        var change = Assert.Single(lists.Refresh());
        Assert.Equal(("bad", 0), (change.Name, change.List!.Count));
        Assert.Empty(lists.Refresh());
    }

    [Fact]
    public void A_changed_file_is_read_again_and_a_broken_one_leaves_the_list_as_it_was()
    {
        Write("bad", "192.0.2.1");
        var lists = Lists();

        Write("bad", "192.0.2.1\nnonsense");
        var broken = Assert.Single(lists.Refresh());
        Assert.True(lists.Contains("bad", IPAddress.Parse("192.0.2.1")));
        Assert.NotEmpty(broken.Problems);

        Write("bad", "192.0.2.1\n192.0.2.99");
        lists.Refresh();
        Assert.True(lists.Contains("bad", IPAddress.Parse("192.0.2.99")));
    }

    [Fact]
    public void A_list_that_is_gone_contains_nothing()
    {
        Write("bad", "192.0.2.1");
        var lists = Lists();
        File.Delete(Path.Combine(folder.FullName, "bad.txt"));

        var change = Assert.Single(lists.Refresh());

        Assert.Null(change.List);
        Assert.False(lists.Contains("bad", IPAddress.Parse("192.0.2.1")));
    }

    NetworkLists Lists()
    {
        var lists = new NetworkLists(folder.FullName, clock);
        lists.Refresh();
        return lists;
    }

    void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, $"{name}.txt"), text);
}
