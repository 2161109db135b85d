using System.Net;
using Redoubt.Aws;
using Redoubt.Gateway;
using Redoubt.Services.WafV2;
using Redoubt.Storage;

namespace Redoubt;

/// <summary>
/// What a new installation does once: gives the default site a web ACL that blocks SQL injection and cross-site scripting.
/// It acts as the account's root through the API, authorised and audited like anybody, and the ACL belongs to the operator from then on.
/// </summary>
static class FirstStart
{
    public static Schema Schema { get; } = new("host", [Migration.Collection(StepRecord.Collection)]);

    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        var (documents, journal, clock) = (services.GetRequiredService<Documents>(), services.GetRequiredService<IJournal>(), services.GetRequiredService<TimeProvider>());
        if (services.GetRequiredService<SiteDirectory>().Current.All is not [var site, ..]) return;
        if (await documents.Get(StepRecord.Collection, "", StepRecord.DefaultWebAcl, ct) is not null) return;

        var (pipeline, home) = (services.GetRequiredService<Pipeline>(), services.GetRequiredService<HomeOptions>());
        await DefaultWebAcl.Create(
            (operation, input) => pipeline.Perform(Request(clock, ct), Principal.Root(home.Account), home.Region, "wafv2", operation, input), site.Arn);

        // Recorded last: a first start that broke off is taken up again by the next.
        var step = journal.Begin();
        step.Insert(StepRecord.Collection, "", StepRecord.DefaultWebAcl, new StepRecord(clock.GetUtcNow()));
        try
        {
            await step.Commit(ct);
        }
        catch (ConflictException)
        {
            // Another node did the same.
        }
    }

    static ApiRequest Request(TimeProvider clock, CancellationToken ct) => new()
    {
        Incoming = new() { Method = "POST", RawPath = "/", Headers = new Microsoft.AspNetCore.Http.HeaderDictionary() },
        Covered = default,
        RequestId = Ids.Uuid(),
        Time = clock.GetUtcNow(),
        SourceAddress = IPAddress.Loopback,
        UserAgent = "redoubt first start",
        Aborted = ct,
    };

    /// <param name="Done">When.</param>
    sealed record StepRecord(DateTimeOffset Done)
    {
        public const string DefaultWebAcl = "default-web-acl";

        public static readonly Collection<StepRecord> Collection = new("host_first_start");
    }
}
