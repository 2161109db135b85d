using Microsoft.AspNetCore.Http;
using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>CAPTCHA and challenge: reads tokens for the web ACL, and asks clients for what their token does not prove.</summary>
sealed class Challenger
{
    readonly TokenReader reader;
    readonly Tickets tickets;
    readonly ChallengeAnswers answers;
    readonly GatewayMetrics metrics;
    readonly int work;

    public Challenger(IKeyring keyring, GatewayOptions options, GatewayMetrics metrics, TimeProvider clock)
    {
        var keys = new ChallengeKeys(keyring, clock);
        var tokens = new ClientTokens(keys, clock);
        this.metrics = metrics;
        work = options.ChallengeWork;
        tickets = new Tickets(keys, clock);
        reader = new TokenReader(tokens, new TokenSharing(clock));
        answers = new ChallengeAnswers(tickets, tokens, reader, work, metrics, clock);
    }

    /// <summary>What the request's token proves to a web ACL. Not cheap, and meant to be asked only where a rule wants to know.</summary>
    public ClientToken Token(InspectedRequest request, WebAcl acl) => reader.Read(request, acl.TokenDomains, out _);

    /// <summary>Whether the request is a page's answer, which the gateway keeps to itself.</summary>
    public static bool IsAnswer(InspectedRequest request) => request.Target.StartsWith(ChallengeAnswers.Path, StringComparison.Ordinal)
        && (request.Target.Length == ChallengeAnswers.Path.Length || request.Target[ChallengeAnswers.Path.Length] == '?');

    public Verdict Answer(InspectedRequest request, WebAcl acl) => new() { Block = answers.Answer(request, acl.TokenDomains) };

    /// <summary>Answers in place of the origin: a browser that opens a page gets one that it can solve, everybody else the bare status.</summary>
    public Verdict Ask(InspectedRequest request, ActionKind action)
    {
        var name = action == ActionKind.Captcha ? "captcha" : "challenge";
        var host = OpensPage(request) ? TokenDomain.Host(request.Headers) : null;
        metrics.Challenge(request.Site, name, host is null ? "status" : "page");
        var headers = new List<KeyValuePair<string, string>> { new("x-amzn-waf-action", name) };
        if (host is null) return Answered(new BlockAnswer(Status(request, action), headers, ContentType: ""));

        headers.AddRange(new("Content-Security-Policy", ChallengePage.Policy), new("X-Content-Type-Options", "nosniff"));
        var ticket = tickets.Issue(action, work, host, Neighbourhood.Of(request.Client));
        var page = ChallengePage.For(action, request.Headers.AcceptLanguage);
        return Answered(new BlockAnswer(Status(request, action), headers, "text/html; charset=utf-8", page.Render(ticket, request.RequestId)));
    }

    static Verdict Answered(BlockAnswer answer) => new() { Block = answer with { Reason = ForwarderError.Challenged } };

    // RFC 8441: a success would open the tunnel.
    static int Status(InspectedRequest request, ActionKind action) =>
        action == ActionKind.Captcha ? StatusCodes.Status405MethodNotAllowed
        : request.Method == "CONNECT" ? StatusCodes.Status403Forbidden : StatusCodes.Status202Accepted;

    // Scripts, images and programs that would read the page as their answer say in one way or another that they do.
    static bool OpensPage(InspectedRequest request)
    {
        var headers = request.Headers;
        if (request.Method != "GET" || headers.ContainsKey("X-Requested-With")) return false;
        if (headers["Sec-Fetch-Mode"] is [{ } mode, ..] && !mode.Equals("navigate", StringComparison.OrdinalIgnoreCase)) return false;
        foreach (var line in headers.Accept)
            if (line?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }
}
