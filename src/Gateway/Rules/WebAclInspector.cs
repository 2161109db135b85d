using Redoubt.Gateway.Challenges;
using Redoubt.Waf;

namespace Redoubt.Gateway;

/// <summary>Asks the web ACL that is associated with a request's site.</summary>
sealed class WebAclInspector(IWebAcls acls, IWafObserver observer, RecentRequests recent, BlockedRequests blockedRequests, Challenger challenger, TimeProvider clock) : IInspector
{
    // A site's limit is the data plane's: whatever it can hold in front of the origin is inspected.
    const int EverythingHeld = int.MaxValue;

    public int? BodyLimit(Site site) => acls.For(site.Arn.ToString()) is null ? null : EverythingHeld;

    public ValueTask<Verdict> Inspect(InspectedRequest request, CancellationToken ct)
    {
        var site = request.Site.Arn.ToString();
        var acl = acls.For(site);
        if (acl is null) return new(Verdict.Allow);
        var inspected = new WafRequest(request, challenger, acl);
        var verdict = acl.Evaluate(inspected);
        // An answer is heard although a rule asks for one, or nobody could give it; what is blocked is not.
        if (verdict.Action != ActionKind.Block && Challenger.IsAnswer(request)) return new(challenger.Answer(request, acl));
        observer.Observe(site, request.RequestId, inspected, verdict);
        if (verdict.HasMatched) recent.Keep(request.RequestId, site, acl, inspected);
        if (verdict.Action == ActionKind.Block) return new(Blocked(request, acl, verdict));
        return new(verdict.Action is ActionKind.Captcha or ActionKind.Challenge ? challenger.Ask(request, verdict.Action) : Allowed(verdict));
    }

    static Verdict Allowed(Waf.Verdict verdict) => verdict.InsertHeaders.Count == 0
        ? Verdict.Allow
        : new Verdict { InsertedHeaders = [.. verdict.InsertHeaders.Select(header => KeyValuePair.Create(header.Name, header.Value))] };

    Verdict Blocked(InspectedRequest request, WebAcl acl, Waf.Verdict verdict)
    {
        var target = request.Target.AsSpan();
        blockedRequests.Add(new BlockedRequest(request.Site.Arn, acl.Name, verdict, request.RequestId, clock.GetUtcNow())
        {
            Client = request.Client.ToString(),
            Method = request.Method,
            Host = request.Headers.Host.ToString(),
            Path = (target.IndexOf('?') is >= 0 and var query ? target[..query] : target).ToString(),
            UserAgent = request.Headers.UserAgent.ToString(),
        });
        return new Verdict { Block = Answer(verdict) };
    }

    static BlockAnswer Answer(Waf.Verdict verdict)
    {
        if (verdict.Response is not { } response) return new BlockAnswer(403);
        return new BlockAnswer(
            response.Status, [.. response.Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], response.Body?.ContentType, response.Body?.Content ?? default);
    }
}
