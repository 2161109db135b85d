using Redoubt.Services.Kms.Aliases;
using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    const string AliasPrefix = "alias/";

    async ValueTask CreateAlias(CreateAliasRequest request, Call call)
    {
        RequireAliasName(request.AliasName);
        var key = await AliasTarget(request.TargetKeyId, "kms:CreateAlias", call);
        var arn = AliasArn(request.AliasName, call);
        if (await keys.Alias(request.AliasName, call) is not null) throw KmsErrors.AliasExists(arn);
        call.Expect(key.Document);
        call.Insert(AliasRecord.Collection, call.Scope, request.AliasName, new AliasRecord
        {
            Name = request.AliasName, Arn = arn.ToString(), TargetKeyId = key.Record.KeyId, Created = call.Time, Updated = call.Time,
        });
    }

    async ValueTask UpdateAlias(UpdateAliasRequest request, Call call)
    {
        RequireAliasName(request.AliasName);
        var alias = await keys.Alias(request.AliasName, call) ?? throw KmsErrors.AliasNotFound(AliasArn(request.AliasName, call));
        var key = await AliasTarget(request.TargetKeyId, "kms:UpdateAlias", call);
        await call.Require("kms:UpdateAlias", (await keys.FindById(alias.Value.TargetKeyId, call)).Resource);
        call.Expect(key.Document);
        call.Update(alias, alias.Value with { TargetKeyId = key.Record.KeyId, Updated = call.Time });
    }

    async ValueTask DeleteAlias(DeleteAliasRequest request, Call call)
    {
        RequireAliasName(request.AliasName);
        var alias = await keys.Alias(request.AliasName, call) ?? throw KmsErrors.AliasNotFound(AliasArn(request.AliasName, call));
        await call.Require("kms:DeleteAlias", (await keys.FindById(alias.Value.TargetKeyId, call)).Resource);
        call.Delete(alias);
    }

    async ValueTask<ListAliasesResponse> ListAliases(ListAliasesRequest request, Call call)
    {
        var (limit, after) = (request.Limit ?? 50, Position(request.Marker, call));
        var found = request.KeyId is null
            ? await documents.List(AliasRecord.Collection, call.Scope, after, limit + 1, call.Aborted)
            : await documents.Find(AliasRecord.Collection, call.Scope, "TargetKeyId", (await keys.FindById(request.KeyId, call)).Record.KeyId, after, limit + 1, call.Aborted);
        var page = found.Take(limit).ToList();
        return new()
        {
            Aliases = page.ConvertAll(Entry),
            Truncated = found.Count > limit,
            NextMarker = found.Count > limit ? call.Pages.Seal(call, page[^1].Id) : null,
        };
    }

    static AliasListEntry Entry(Versioned<AliasRecord> alias) => new()
    {
        AliasName = alias.Value.Name,
        AliasArn = alias.Value.Arn,
        TargetKeyId = alias.Value.TargetKeyId,
        CreationDate = alias.Value.Created,
        LastUpdatedDate = alias.Value.Updated,
    };

    // An alias is changed by those who may change both it and its key.
    async ValueTask<KmsKey> AliasTarget(string keyId, string action, Call call)
    {
        if (keyId.StartsWith(AliasPrefix, StringComparison.Ordinal) || keyId.Contains(":" + AliasPrefix, StringComparison.Ordinal)) throw KmsErrors.AliasIsNoKey();
        var key = await keys.FindById(keyId, call);
        await call.Require(action, key.Resource);
        return NotPendingDeletion(key);
    }

    static void RequireAliasName(string name)
    {
        if (!name.StartsWith(AliasPrefix, StringComparison.Ordinal)) throw KmsErrors.AliasPrefix();
        if (name.StartsWith("alias/aws/", StringComparison.Ordinal)) throw KmsErrors.AliasReserved();
    }

    static Arn AliasArn(string name, Call call) => Arn.Of("kms", call.Region, call.Account, name);

    static Resource AliasResource(string name, Call call) => new(AliasArn(name, call)) { Type = "AWS::KMS::Alias" };
}
