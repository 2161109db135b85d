using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Redoubt.Gateway;
using Redoubt.Gateway.Challenges;
using Redoubt.Tests.Waf;
using Redoubt.Waf;

namespace Redoubt.Tests.Gateway.Challenges;

/// <summary>
/// A gateway whose site asks for a challenge below <c>/challenge</c> and for a CAPTCHA below <c>/captcha</c>, and blocks
/// <c>?block</c>; with a clock that is moved by hand, and clients at any address.
/// </summary>
sealed class ChallengedSite : IAsyncDisposable, IWebAcls
{
    public const string Host = "shop.example.com";

    readonly RawOrigin origin = RawOrigin.Answering();
    readonly TestKeyring keyring = new(1);
    readonly GatewayMetrics metrics = new();
    readonly WebAcl acl;
    readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => TestGateway.Certificate.Equals(certificate) },
    });

    TestGateway gateway = null!;

    ChallengedSite(string[] tokenDomains) => acl = Of.Compiled(Rules with { TokenDomains = tokenDomains }, new CompileOptions { Clock = Clock });

    public static WebAclDefinition Rules { get; } = Of.Definition(
        Of.Rule("blocked", 0, Of.Bytes(new QueryStringField(), "block"), RuleAction.Block),
        Of.Rule("captcha", 1, Of.Bytes(new UriPathField(), "/captcha", PositionalConstraint.StartsWith), RuleAction.Captcha),
        Of.Rule("challenge", 2, Of.Bytes(new UriPathField(), "/challenge", PositionalConstraint.StartsWith), RuleAction.Challenge),
        Of.Rule("own-path", 3, Of.Bytes(new UriPathField(), "/.well-known", PositionalConstraint.StartsWith), RuleAction.Challenge));

    public FakeClock Clock { get; } = new();

    public Tickets Tickets => new(new ChallengeKeys(keyring, Clock), Clock);

    public ClientTokens Tokens => new(new ChallengeKeys(keyring, Clock), Clock);

    public int ReachedOrigin => origin.Requests.Reader.Count;

    public static async Task<ChallengedSite> Start(params string[] tokenDomains)
    {
        var site = new ChallengedSite(tokenDomains);
        await site.Begin();
        return site;
    }

    /// <summary>Another gateway with the same root key.</summary>
    public async Task Restart()
    {
        await gateway.DisposeAsync();
        await Begin();
    }

    /// <param name="cookie">A Set-Cookie header's value, or a whole Cookie header.</param>
    public Task<HttpResponseMessage> Get(string target, string? cookie = null, string host = Host, string from = "198.51.100.7", string accept = "text/html,*/*;q=0.8") =>
        Send(HttpMethod.Get, target, cookie, host, from, accept);

    public Task<HttpResponseMessage> Send(HttpMethod method, string target, string? cookie = null, string host = Host, string from = "198.51.100.7",
        string? accept = null, bool tls = false, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, (tls ? $"https://127.0.0.1:{gateway.TlsPort}" : $"http://127.0.0.1:{gateway.Port}") + target) { Content = content };
        if (tls) (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie.Split(';')[0]);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts to the gateway's own path, as a page does.</summary>
    public Task<HttpResponseMessage> Post(string form, string? cookie = null, string host = Host, string from = "198.51.100.7", bool tls = false) =>
        Send(HttpMethod.Post, ChallengeAnswers.Path, cookie, host, from, tls: tls, content: new StringContent(form, null, "application/x-www-form-urlencoded"));

    /// <summary>A page's ticket.</summary>
    public async Task<string> Ticket(string target, string host = Host, string from = "198.51.100.7")
    {
        using var response = await Get(target, host: host, from: from);
        return TicketIn(await response.Content.ReadAsStringAsync());
    }

    public static string TicketIn(string page)
    {
        const string Before = "data-ticket=\"";
        var at = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page.Substring(at, Tickets.Length);
    }

    public static async Task<string> NewTicket(HttpResponseMessage response) => (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["ticket"]!;

    /// <summary>Does what a browser does for a token: the cookie.</summary>
    public async Task<string> Pass(string target, string? cookie = null, string host = Host, string from = "198.51.100.7")
    {
        using var response = await Post(Solved(await Ticket(target, host, from), host, from), cookie, host, from);
        Assert.Equal(204, (int)response.StatusCode);
        return Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }

    /// <summary>The form that answers a ticket, puzzle included; the puzzle by the server's own key.</summary>
    public string Solved(string text, string host = Host, string from = "198.51.100.7", bool bySound = false)
    {
        Assert.True(Tickets.TryRead(text, host, Neighbourhood.Of(IPAddress.Parse(from)), out var ticket));
        var form = $"ticket={text}&proof={Work(ticket)}";
        if (ticket.Kind == ActionKind.Challenge) return $"do=answer&for=challenge&{form}";
        var puzzle = Puzzle(ticket);
        return $"do=answer&for=captcha&{form}&" + (bySound ? $"sound={puzzle.SoundAnswer}" : $"picture={puzzle.PictureAnswer}");
    }

    public Puzzle Puzzle(in Ticket ticket)
    {
        var seed = new byte[32];
        Tickets.PuzzleSeed(ticket, seed);
        return new Puzzle(seed);
    }

    /// <summary>The work by a plain reading of its definition.</summary>
    public static string Work(in Ticket ticket)
    {
        var (message, proof) = (new byte[24], "");
        BinaryPrimitives.WriteUInt128BigEndian(message, ticket.Seed);
        for (var part = 0; part < ProofOfWork.Parts; part++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(16), part);
            for (var number = 0; ; number++)
            {
                BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(20), number);
                if (BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(message)) >> (32 - ticket.Work) != 0) continue;
                proof += number.ToString("x8");
                break;
            }
        }
        return proof;
    }

    public WebAcl? For(string resourceArn) => acl;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await origin.DisposeAsync();
        metrics.Dispose();
    }

    async Task Begin()
    {
        var options = new GatewayOptions { ChallengeWork = 5 };
        // It is never started, so that nothing is recorded.
        var blocked = new BlockedRequests(null!, Clock, NullLogger<BlockedRequests>.Instance);
        gateway = await TestGateway.Start(
            new SiteTable([new Site(TestGateway.Arn, [], OriginAddress.Parse(origin.Url))]),
            gateway => gateway.TrustedProxies.Add("127.0.0.0/8"),
            new WebAclInspector(this, new NoObserver(), new RecentRequests(0, Clock), blocked, new Challenger(keyring, options, metrics, Clock), Clock),
            clock: Clock);
    }

    sealed class NoObserver : IWafObserver
    {
        public void Observe(string resourceArn, string requestId, Redoubt.Waf.InspectedRequest request, in Redoubt.Waf.Verdict verdict)
        {
        }
    }
}
