using Redoubt.Services.WafV2.Entities;
using Redoubt.Services.WafV2.Logging;
using Redoubt.Services.WafV2.WebAcls;
using Redoubt.Storage;
using static Redoubt.Services.WafV2.WafV2Errors;

namespace Redoubt.Services.WafV2;

sealed partial class WafV2Service
{
    const int DefaultLoggings = 100;

    async ValueTask<PutLoggingConfigurationResponse> PutLoggingConfiguration(PutLoggingConfigurationRequest request, Call call)
    {
        var asked = request.LoggingConfiguration;
        var acl = await webAcls.Find(EntityArn.Own(asked.ResourceArn, call), call);
        LoggingChecks.Require(asked, call);
        var stored = new LoggingConfiguration
        {
            ResourceArn = asked.ResourceArn,
            LogDestinationConfigs = asked.LogDestinationConfigs,
            RedactedFields = asked.RedactedFields,
            LoggingFilter = asked.LoggingFilter,
            ManagedByFirewallManager = false,
            LogType = LogType.WafLogs,
            LogScope = LogScope.Customer,
        };
        var before = await Logging(acl, call);
        // The web ACL must still be there when the configuration is.
        call.Expect(acl);
        if (before is null) call.Insert(LoggingRecord.Collection, acl.Scope, acl.Id, new LoggingRecord(stored));
        else call.Update(before, new LoggingRecord(stored));
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new() { LoggingConfiguration = stored };
    }

    async ValueTask<GetLoggingConfigurationResponse> GetLoggingConfiguration(GetLoggingConfigurationRequest request, Call call)
    {
        LoggingChecks.RequireScope(request.LogScope);
        return new() { LoggingConfiguration = (await Logging(request.ResourceArn, call)).Value.Configuration };
    }

    async ValueTask<DeleteLoggingConfigurationResponse> DeleteLoggingConfiguration(DeleteLoggingConfigurationRequest request, Call call)
    {
        LoggingChecks.RequireScope(request.LogScope);
        call.Delete(await Logging(request.ResourceArn, call));
        call.AnswerOnceInForce(enforced.CaughtUp);
        return new();
    }

    async ValueTask<ListLoggingConfigurationsResponse> ListLoggingConfigurations(ListLoggingConfigurationsRequest request, Call call)
    {
        LoggingChecks.RequireScope(request.LogScope);
        var size = request.Limit ?? DefaultLoggings;
        var after = request.NextMarker is null ? null : call.Pages.Open(call, request.NextMarker) ?? throw BadMarker();
        if (after?.StartsWith(request.Scope + "/", StringComparison.Ordinal) is false) throw BadMarker();
        var found = await documents.List(
            LoggingRecord.Collection, EntityArn.StorageScopeOf(request.Scope, call), after?[(request.Scope.Length + 1)..], size + 1, call.Aborted);
        var page = found.Take(size).ToList();
        return new()
        {
            LoggingConfigurations = page.ConvertAll(one => one.Value.Configuration),
            NextMarker = found.Count > size ? call.Pages.Seal(call, $"{request.Scope}/{page[^1].Id}") : null,
        };
    }

    async ValueTask<Versioned<LoggingRecord>> Logging(string aclArn, Call call) =>
        await Logging(await webAcls.Find(EntityArn.Own(aclArn, call), call), call) ?? throw Nonexistent();

    ValueTask<Versioned<LoggingRecord>?> Logging(Versioned<WebAclRecord> acl, Call call) =>
        documents.Get(LoggingRecord.Collection, acl.Scope, acl.Id, call.Aborted);

    async ValueTask<Resource> LoggedAcl(string text, Call call) => webAcls.Describe((await webAcls.Find(EntityArn.Own(text, call), call)).Value);
}
