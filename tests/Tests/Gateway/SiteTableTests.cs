using System.ComponentModel.DataAnnotations;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class SiteTableTests
{
    [Theory]
    [InlineData("shop.example", "exact")]
    [InlineData("SHOP.Example:8080", "exact")]
    [InlineData("shop.example.", "exact")]
    [InlineData("a.shop.example", "below")]
    [InlineData("b.a.shop.example", "below")]
    [InlineData("x.eu.shop.example", "longest")]
    [InlineData("eu.shop.example", "below")]
    [InlineData("notshop.example", "default")]
    [InlineData("[2001:db8::1]:443", "six")]
    [InlineData("[", "default")]
    [InlineData("", "default")]
    public void Host_finds_its_site(string host, string name)
    {
        var table = new SiteTable([Of("exact", "shop.example"), Of("below", "*.shop.example"), Of("longest", "*.eu.shop.example"), Of("six", "2001:db8::1"), Of("default")]);

        var site = table.Find(host);

        Assert.EndsWith($"/{name}/1", site!.Arn.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_host_without_a_default_has_no_site() => Assert.Null(new SiteTable([Of("exact", "shop.example")]).Find("other.example"));

    [Fact]
    public void Ambiguous_or_malformed_tables_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SiteTable([Of("a", "x.example"), Of("b", "X.example")]));
        Assert.Throws<ArgumentException>(() => new SiteTable([Of("a"), Of("b")]));
        Assert.Throws<ArgumentException>(() => new SiteTable([Of("a", "sh op")]));
        Assert.Throws<ArgumentException>(() => new SiteTable([Of("a", "*.*.example")]));
        Assert.Throws<ValidationException>(() => new SiteTable([Of("a") with { Settings = new() { ResponseTimeout = TimeSpan.Zero } }]));
        Assert.Throws<ValidationException>(() => new SiteTable([Of("a") with { Origin = OriginAddress.Parse("http://a") with { MaxConnections = 0 } }]));
    }

    [Theory]
    [InlineData("ftp://a")]
    [InlineData("a:80")]
    [InlineData("http://a/path")]
    [InlineData("http://a/?q")]
    [InlineData("http://user@a")]
    public void Origin_is_scheme_host_and_port(string url) => Assert.Throws<FormatException>(() => OriginAddress.Parse(url));

    [Fact]
    public async Task New_table_takes_effect_with_the_next_request_and_keeps_connections_that_stay()
    {
        await using var first = RawOrigin.Answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
        await using var second = RawOrigin.Answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        await using var gateway = await TestGateway.InFrontOf(first.Url);
        await using var client = await gateway.Connect();

        async Task<string> Ask(string host)
        {
            await client.Send($"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            return (await client.ReadMessage())!.Body;
        }

        Assert.Equal("1", await Ask("b.example"));
        gateway.Sites.Update(new SiteTable([new(TestGateway.Arn, [], OriginAddress.Parse(first.Url)), new(TestGateway.Arn, ["b.example"], OriginAddress.Parse(second.Url))]));
        Assert.Equal("2", await Ask("b.example"));
        Assert.Equal("1", await Ask("a.example"));
        Assert.Equal(1, first.Connections);
    }

    static Site Of(string name, params string[] hosts) =>
        new(Arn.Parse($"arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/{name}/1"), hosts, null);
}
