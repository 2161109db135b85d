using System.Text;
using Redoubt.Audit;
using Redoubt.Aws;
using Redoubt.Gateway;
using Redoubt.Waf;

namespace Redoubt.Operator;

/// <summary>What an operator asks the server itself.</summary>
sealed class OperatorService : AwsService
{
    readonly IJournal journal;
    readonly SiteDirectory sites;
    readonly IWebAcls acls;
    readonly ServerFacts facts;

    public OperatorService(IJournal journal, SiteDirectory sites, IWebAcls acls, ServerFacts facts) : base(OperatorShapes.Service)
    {
        this.journal = journal;
        this.sites = sites;
        this.acls = acls;
        this.facts = facts;

        Add(Explain, (ExplainRequest r) => Arn.Any, readOnly: true);
        Add(GetStatus, (GetStatusRequest r) => Arn.Any);
    }

    async ValueTask<ExplainResponse> Explain(ExplainRequest request, Call call)
    {
        foreach (var key in (long[])[AuditKeys.Decision(call.Account, request.Id), AuditKeys.Request(call.Account, request.Id)])
            await foreach (var found in journal.Find(new EventQuery(key), call.Aborted))
            {
                var document = Encoding.UTF8.GetString(found.Body.Span);
                // Two ids can share a key; the document says its own.
                if (document.Contains($"\"{request.Id}\"", StringComparison.Ordinal)) return new() { Document = document };
            }
        throw new AwsError("NotFoundException", 404, $"no decision or request has the id `{request.Id}`");
    }

    async ValueTask<GetStatusResponse> GetStatus(GetStatusRequest request, Call call) => new()
    {
        Version = ServerFacts.Version,
        AccountId = facts.Home.Account.ToString(),
        Region = facts.Home.Region.ToString(),
        Storage = facts.Storage,
        RootKey = facts.RootKey,
        Addresses = [.. facts.Addresses],
        Sites = [.. sites.Current.All.Select(site => new SiteStatus
        {
            Arn = site.Arn.ToString(), Origin = site.Origin?.Url.GetLeftPart(UriPartial.Authority), WebAcl = acls.For(site.Arn.ToString())?.Name,
        })],
        Events = await journal.Head(call.Aborted),
    };
}
