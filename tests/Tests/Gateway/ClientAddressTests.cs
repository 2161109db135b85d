using System.Net;
using Microsoft.AspNetCore.Http;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1", "198.51.100.1, 10.0.0.1")]
    [InlineData("10.0.0.1", "forged, 198.51.100.1, 10.9.9.9", "198.51.100.1", "198.51.100.1, 10.9.9.9, 10.0.0.1")]
    [InlineData("10.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1", "198.51.100.1, 10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1,", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "3232235777", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "0x7f.0.0.1", "127.0.0.1", "127.0.0.1, 10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1:4711", "198.51.100.1", "198.51.100.1, 10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1", "2001:db8::1, 10.0.0.1")]
    [InlineData("10.0.0.1", "2001:db8::1", "2001:db8::1", "2001:db8::1, 10.0.0.1")]
    [InlineData("10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1", "198.51.100.1, 10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1", "198.51.100.1, 10.0.0.1")]
    [InlineData("::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.1", "", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "fe80::1%eth0", "10.0.0.1", "10.0.0.1")]
    public void Client_is_the_first_address_from_the_right_that_is_not_trusted(string peer, string header, string client, string chain)
    {
        var addresses = new ClientAddresses(["10.0.0.0/8"], ClientAddressHeader.XForwardedFor);

        var hop = addresses.Resolve(IPAddress.Parse(peer), new HeaderDictionary { ["X-Forwarded-For"] = header });

        Assert.Equal((client, chain), (hop.Client.ToString(), hop.Chain));
    }

    [Fact]
    public void Lines_of_the_header_are_one_list()
    {
        var addresses = new ClientAddresses(["10.0.0.0/8"], ClientAddressHeader.XForwardedFor);

        var hop = addresses.Resolve(IPAddress.Parse("10.0.0.1"), new HeaderDictionary { ["X-Forwarded-For"] = new(["192.0.2.66", "198.51.100.1", "10.0.0.2"]) });

        Assert.Equal("198.51.100.1, 10.0.0.2, 10.0.0.1", hop.Chain);
    }

    [Theory]
    [InlineData("for=192.0.2.43, for=198.51.100.17", "198.51.100.17")]
    [InlineData("for=198.51.100.17;proto=https;by=203.0.113.43", "198.51.100.17")]
    [InlineData("proto=https;For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17")]
    [InlineData("for=unknown", "10.0.0.1")]
    [InlineData("for=_hidden", "10.0.0.1")]
    public void Forwarded_is_read_where_it_is_configured(string header, string client)
    {
        var addresses = new ClientAddresses(["10.0.0.0/8"], ClientAddressHeader.Forwarded);

        var hop = addresses.Resolve(IPAddress.Parse("10.0.0.1"), new HeaderDictionary { ["Forwarded"] = header, ["X-Forwarded-For"] = "192.0.2.66" });

        Assert.Equal(client, hop.Client.ToString());
    }

    [Fact]
    public void Walk_ends_after_a_bounded_number_of_hops()
    {
        var addresses = new ClientAddresses(["10.0.0.0/8"], ClientAddressHeader.XForwardedFor);
        var header = "198.51.100.1, " + string.Join(", ", Enumerable.Repeat("10.0.0.2", 5_000));

        var hop = addresses.Resolve(IPAddress.Parse("10.0.0.1"), new HeaderDictionary { ["X-Forwarded-For"] = header });

        Assert.True(hop.Chain.Length < 500);
    }

    [Fact]
    public async Task Forwarding_headers_of_a_client_are_replaced()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url);

        await gateway.Send("GET / HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: 192.0.2.66\r\nx-forwarded-proto: https\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Prefix: /x\r\n"
            + "X_Forwarded_For: 192.0.2.66\r\nForwarded: for=192.0.2.66\r\nX-Real-IP: 192.0.2.66\r\nX-Request-Id: mine\r\nProxy: http://evil\r\nProxy-Authorization: x\r\n\r\n");

        var seen = await origin.Received();
        Assert.Equal("127.0.0.1", seen.Header("X-Forwarded-For"));
        Assert.Equal("http", seen.Header("X-Forwarded-Proto"));
        Assert.Equal("shop.example", seen.Header("X-Forwarded-Host"));
        Assert.Matches("^1-[0-9a-f]{8}-[0-9a-f]{24}$", seen.Header("X-Request-Id"));
        foreach (var gone in new[] { "X-Forwarded-Prefix", "X_Forwarded_For", "Forwarded", "X-Real-IP", "Proxy", "Proxy-Authorization" }) Assert.Empty(seen.Lines(gone));
    }

    [Fact]
    public async Task Trusted_proxy_speaks_for_its_client()
    {
        await using var origin = RawOrigin.Answering();
        await using var gateway = await TestGateway.InFrontOf(origin.Url, options => options.TrustedProxies.Add("127.0.0.0/8"));

        await gateway.Send("GET / HTTP/1.1\r\nHost: inner\r\nX-Forwarded-For: forged, 198.51.100.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\nX-Forwarded-Port: 443\r\n\r\n");

        var seen = await origin.Received();
        Assert.Equal("198.51.100.1, 127.0.0.1", seen.Header("X-Forwarded-For"));
        Assert.Equal(("https", "shop.example", "443"), (seen.Header("X-Forwarded-Proto"), seen.Header("X-Forwarded-Host"), seen.Header("X-Forwarded-Port")));
    }

    [Fact]
    public async Task Unreadable_network_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestGateway.InFrontOf(null, options => options.TrustedProxies.Add("10.0.0.0/33")));

        Assert.Contains("10.0.0.0/33", failure.Message, StringComparison.Ordinal);
    }
}
