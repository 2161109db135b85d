using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Redoubt.Gateway.Challenges;
using Redoubt.Tests.Waf;
using Redoubt.Waf;

namespace Redoubt.Tests.Gateway.Challenges;

public sealed class WholeServerChallengeTests
{
    [Fact]
    public async Task A_token_outlives_the_process()
    {
        var acls = new OneAcl();
        var folder = Server.NewFolder();
        var first = await Start(folder, acls);
        var clock = TimeProvider.System;
        using var shopper = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        var tickets = new Tickets(new ChallengeKeys(first.Running.Services.GetRequiredService<IKeyring>(), clock), clock);

        using var page = await Send(first, HttpMethod.Get, "/challenge", null, null);
        var text = ChallengedSite.TicketIn(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(tickets.TryRead(text, "127.0.0.1", Neighbourhood.Of(IPAddress.Loopback), out var ticket));
        using var passed = await Send(first, HttpMethod.Post, ChallengeAnswers.Path, $"do=answer&for=challenge&ticket={text}&proof={ChallengedSite.Work(ticket)}", null);
        await first.Stop();
        await using var second = await Start(folder, acls);
        using var shop = await Send(second, HttpMethod.Get, "/challenge", null, passed.Headers.GetValues("Set-Cookie").Single());

        // Without an origin that answers: what is not challenged is forwarded, and fails there.
        Assert.Equal((202, 204, 502), ((int)page.StatusCode, (int)passed.StatusCode, (int)shop.StatusCode));

        Task<HttpResponseMessage> Send(Server server, HttpMethod method, string target, string? form, string? cookie)
        {
            var request = new HttpRequestMessage(method, new Uri(server.Running.GatewayAddress!, target));
            if (form is not null) request.Content = new StringContent(form);
            request.Headers.Add("Accept", "text/html");
            if (cookie is not null) request.Headers.Add("Cookie", cookie.Split(';')[0]);
            return shopper.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    static Task<Server> Start(string folder, IWebAcls acls) => Server.Start(
        options => options with { GatewayListen = new(IPAddress.Loopback, 0), Origin = new Uri("http://127.0.0.1:1"), ChallengeWork = 4 },
        services => services.AddSingleton(acls), folder: folder);

    sealed class OneAcl : IWebAcls
    {
        readonly WebAcl acl = Of.Compiled(ChallengedSite.Rules);

        public WebAcl? For(string resourceArn) => acl;
    }
}
