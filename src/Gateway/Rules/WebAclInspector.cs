using Redoubt.Waf;

namespace Redoubt.Gateway;

/// <summary>Asks the web ACL that is associated with a request's site.</summary>
sealed class WebAclInspector(IWebAcls acls, IResponseBodies bodies, BlockedRequests blockedRequests, TimeProvider clock) : IInspector
{
    // A site's limit is the data plane's: whatever it can hold in front of the origin is inspected.
    const int EverythingHeld = int.MaxValue;

    public int? BodyLimit(Site site) => acls.For(site.Arn.ToString()) is null ? null : EverythingHeld;

    public ValueTask<Verdict> Inspect(InspectedRequest request, CancellationToken ct)
    {
        var acl = acls.For(request.Site.Arn.ToString());
        if (acl is null) return new(Verdict.Allow);
        var verdict = acl.Evaluate(new WafRequest(request));
        return new(verdict.Action == ActionKind.Block ? Blocked(request, acl, verdict) : Allowed(verdict));
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
        return new Verdict { Block = Answer(request.Site, verdict) };
    }

    BlockAnswer Answer(Site site, Waf.Verdict verdict)
    {
        if (verdict.Response is not { } response) return new BlockAnswer(403);
        var body = response.BodyKey is { } key ? bodies.Find(site.Arn.ToString(), key) : null;
        return new BlockAnswer(
            response.Status, [.. response.Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], body?.ContentType, body?.Content ?? default);
    }
}
