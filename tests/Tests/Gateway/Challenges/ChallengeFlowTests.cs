using System.Net;
using Microsoft.AspNetCore.Http;
using Redoubt.Gateway;
using Redoubt.Gateway.Challenges;
using Redoubt.Waf;
using InspectedRequest = Redoubt.Gateway.InspectedRequest;

namespace Redoubt.Tests.Gateway.Challenges;

public sealed class ChallengeFlowTests
{
    [Theory]
    [InlineData("/challenge", 202, "challenge")]
    [InlineData("/captcha", 405, "captcha")]
    public async Task A_browser_gets_a_page_and_after_solving_it_the_shop(string target, int status, string action)
    {
        await using var site = await ChallengedSite.Start();

        using var page = await site.Get($"{target}?q=tea");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var passed = await site.Post(site.Solved(ChallengedSite.TicketIn(html)));
        using var shop = await site.Get($"{target}?q=tea", passed.Headers.GetValues("Set-Cookie").Single());

        Assert.Equal((status, action, "no-store"), ((int)page.StatusCode, page.Headers.GetValues("x-amzn-waf-action").Single(), page.Headers.CacheControl!.ToString()));
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal(204, (int)passed.StatusCode);
        Assert.Equal((200, 1), ((int)shop.StatusCode, site.ReachedOrigin));
        Assert.False(shop.Headers.Contains("x-amzn-waf-action"));
    }

    [Theory]
    [InlineData("GET", "*/*", null, null)]
    [InlineData("GET", "application/json", null, null)]
    [InlineData("GET", "image/avif,image/webp,*/*", null, null)]
    [InlineData("GET", null, null, null)]
    [InlineData("HEAD", "text/html", null, null)]
    [InlineData("POST", "text/html", null, null)]
    [InlineData("OPTIONS", "text/html", null, null)]
    [InlineData("GET", "text/html", "X-Requested-With", "XMLHttpRequest")]
    [InlineData("GET", "text/html", "Sec-Fetch-Mode", "cors")]
    [InlineData("GET", "text/html", "Sec-Fetch-Mode", "websocket")]
    public async Task Whoever_does_not_open_a_page_gets_the_bare_status(string method, string? accept, string? header, string? value)
    {
        await using var site = await ChallengedSite.Start();

        using var challenge = await site.Send(new HttpMethod(method), "/challenge", accept: accept, headers: header is null ? [] : [(header, value!)]);
        using var captcha = await site.Send(new HttpMethod(method), "/captcha", accept: accept, headers: header is null ? [] : [(header, value!)]);

        Assert.Equal((202, "challenge", 405, "captcha"), ((int)challenge.StatusCode, challenge.Headers.GetValues("x-amzn-waf-action").Single(), (int)captcha.StatusCode, captcha.Headers.GetValues("x-amzn-waf-action").Single()));
        Assert.Empty(await challenge.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await captcha.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, site.ReachedOrigin);
    }

    [Fact]
    public void A_tunnel_is_never_answered_with_success()
    {
        using var metrics = new GatewayMetrics();
        var challenger = new Challenger(new TestKeyring(1), new GatewayOptions(), metrics, TimeProvider.System);
        var request = new InspectedRequest
        {
            Site = new Site(TestGateway.Arn, [], null),
            RequestId = "1",
            Client = IPAddress.Loopback,
            Scheme = "https",
            Method = "CONNECT",
            Target = "/",
            Protocol = "HTTP/2",
            Headers = new HeaderDictionary(),
        };

        Assert.Equal([403, 405], new[] { ActionKind.Challenge, ActionKind.Captcha }.Select(action => challenger.Ask(request, action).Block!.Status));
    }

    [Fact]
    public async Task Works_over_HTTP_2_and_the_cookie_is_secure_there()
    {
        await using var site = await ChallengedSite.Start();

        using var page = await site.Send(HttpMethod.Get, "/challenge", accept: "text/html", tls: true);
        using var passed = await site.Post(site.Solved(ChallengedSite.TicketIn(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))), tls: true);
        var cookie = passed.Headers.GetValues("Set-Cookie").Single();
        using var shop = await site.Send(HttpMethod.Get, "/challenge", cookie, tls: true);

        Assert.Equal((HttpVersion.Version20, 202, 200), (page.Version, (int)page.StatusCode, (int)shop.StatusCode));
        Assert.EndsWith("; HttpOnly; SameSite=Lax; Secure", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/challenge", 202)]
    [InlineData("/captcha", 405)]
    public async Task Immunity_ends_when_the_web_ACL_says(string target, int status)
    {
        await using var site = await ChallengedSite.Start();
        var cookie = await site.Pass(target);

        site.Clock.Advance(TimeSpan.FromSeconds(299));
        using var within = await site.Get(target, cookie);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using var after = await site.Get(target, cookie);

        Assert.Equal((200, status), ((int)within.StatusCode, (int)after.StatusCode));
    }

    [Fact]
    public async Task A_puzzle_answers_both_and_a_challenge_only_itself()
    {
        await using var site = await ChallengedSite.Start();
        var (challenged, solved) = (await site.Pass("/challenge"), await site.Pass("/captcha"));

        using var captcha = await site.Get("/captcha", challenged);
        using var challenge = await site.Get("/challenge", solved);

        Assert.Equal((405, 200), ((int)captcha.StatusCode, (int)challenge.StatusCode));
    }

    [Fact]
    public async Task A_challenge_keeps_the_solved_puzzle_and_the_tokens_id()
    {
        await using var site = await ChallengedSite.Start();
        var solved = await site.Pass("/captcha");
        site.Clock.Advance(TimeSpan.FromSeconds(200));

        var both = await site.Pass("/challenge", solved);

        using var captcha = await site.Get("/captcha", both);
        Assert.Equal(200, (int)captcha.StatusCode);
        Assert.Equal(Content(site, solved).Id, Content(site, both).Id);
        Assert.Equal(200u, Content(site, both).Challenge - Content(site, both).Captcha);
    }

    [Fact]
    public async Task A_token_outlives_a_restart()
    {
        await using var site = await ChallengedSite.Start();
        var cookie = await site.Pass("/captcha");

        await site.Restart();

        using var response = await site.Get("/captcha", cookie);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_header_carries_a_token_too()
    {
        await using var site = await ChallengedSite.Start();
        var token = (await site.Pass("/challenge")).Split(';')[0]["aws-waf-token=".Length..];

        using var response = await site.Send(HttpMethod.Get, "/challenge", headers: [("X-Aws-Waf-Token", token)]);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_on_its_own_host_alone()
    {
        await using var site = await ChallengedSite.Start();
        var cookie = await site.Pass("/challenge");

        using var elsewhere = await site.Get("/challenge", cookie, host: "other.example.com");
        using var port = await site.Get("/challenge", cookie, host: "SHOP.example.com.:8443");

        Assert.Equal((202, 200), ((int)elsewhere.StatusCode, (int)port.StatusCode));
        Assert.DoesNotContain("Domain", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_a_listed_domain_is_good_on_every_name_below_it()
    {
        await using var site = await ChallengedSite.Start("example.com", "example.net");
        var cookie = await site.Pass("/challenge");

        using var below = await site.Get("/challenge", cookie, host: "pay.example.com");
        using var other = await site.Get("/challenge", cookie, host: "shop.example.net");
        using var similar = await site.Get("/challenge", await site.Pass("/challenge", host: "notexample.com"), host: ChallengedSite.Host);

        Assert.Contains("; Domain=example.com", cookie, StringComparison.Ordinal);
        Assert.Equal((200, 200, 202), ((int)below.StatusCode, (int)other.StatusCode, (int)similar.StatusCode));
    }

    [Fact]
    public async Task A_token_follows_its_client_to_other_networks_but_not_a_crowd()
    {
        await using var site = await ChallengedSite.Start();
        var cookie = await site.Pass("/challenge");

        var statuses = new List<int>();
        for (var network = 0; network <= TokenSharing.MaxNetworks; network++)
        {
            using var response = await site.Get("/challenge", cookie, from: $"203.0.{network}.9");
            statuses.Add((int)response.StatusCode);
        }
        using var first = await site.Get("/challenge", cookie);

        Assert.Equal([.. Enumerable.Repeat(200, TokenSharing.MaxNetworks), 202], statuses);
        Assert.Equal(202, (int)first.StatusCode);
    }

    [Fact]
    public async Task What_is_blocked_cannot_answer()
    {
        await using var site = await ChallengedSite.Start();

        using var response = await site.Send(HttpMethod.Post, $"{ChallengeAnswers.Path}?block", content: new StringContent(site.Solved(await site.Ticket("/challenge"))));

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("nl, fr;q=0.3, en;q=0.2", "fr")]
    [InlineData("xx;q=1, *;q=0.5", "en")]
    [InlineData("de;q=0", "en")]
    [InlineData("de;q=NaN, es;q=0.1", "es")]
    public async Task The_page_speaks_the_clients_language(string? wishes, string language)
    {
        await using var site = await ChallengedSite.Start();

        using var page = await site.Send(HttpMethod.Get, "/captcha", accept: "text/html", headers: wishes is null ? [] : [("Accept-Language", wishes)]);

        Assert.Contains($"<html lang=\"{language}\">", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static TokenContent Content(ChallengedSite site, string cookie)
    {
        Assert.True(site.Tokens.TryRead(cookie.Split(';')[0].AsSpan("aws-waf-token=".Length), out var content));
        return content;
    }
}
