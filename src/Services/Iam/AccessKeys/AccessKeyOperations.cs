using System.Text.Json;
using Redoubt.Audit;
using Redoubt.Services.Iam.AccessKeys;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    const int MaxAccessKeys = 2, MaxScanned = 1000;

    async ValueTask<CreateAccessKeyResponse> CreateAccessKey(CreateAccessKeyRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var (account, name) = (user.Record.Account, user.Record.UserName);
        if ((await KeysOf(account, name, call)).Count >= MaxAccessKeys) throw IamErrors.LimitExceeded($"Cannot exceed quota for AccessKeysPerUser: {MaxAccessKeys}");
        var key = AccessKeyRecord.Generate(account, name, keyring, Now(call), out var secret);
        // Written though unchanged, so that of two calls at once one sees the other's key.
        call.Update(user.Document, user.Record);
        call.Insert(AccessKeyRecord.Collection, AccessKeyRecord.Scope, key.AccessKeyId, key);
        return new()
        {
            AccessKey = new() { UserName = name, AccessKeyId = key.AccessKeyId, Status = key.Status, SecretAccessKey = secret, CreateDate = key.Created },
        };
    }

    async ValueTask UpdateAccessKey(UpdateAccessKeyRequest request, Call call)
    {
        var key = await RequireKey(request.UserName, request.AccessKeyId, call);
        call.Update(key, key.Value with { Status = request.Status });
    }

    async ValueTask DeleteAccessKey(DeleteAccessKeyRequest request, Call call) =>
        call.Delete(await RequireKey(request.UserName, request.AccessKeyId, call));

    async ValueTask<ListAccessKeysResponse> ListAccessKeys(ListAccessKeysRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var keys = await KeysOf(user.Record.Account, user.Record.UserName, call);
        var page = Paging.Of(keys, key => key.Id, request.MaxItems, request.Marker, call);
        return new()
        {
            AccessKeyMetadata = page.Items.ConvertAll(key => new AccessKeyMetadata
            {
                UserName = key.Value.UserName, AccessKeyId = key.Id, Status = key.Value.Status, CreateDate = key.Value.Created,
            }),
            IsTruncated = page.IsTruncated,
            Marker = page.Marker,
        };
    }

    async ValueTask<GetAccessKeyLastUsedResponse> GetAccessKeyLastUsed(GetAccessKeyLastUsedRequest request, Call call)
    {
        var key = await documents.Get(AccessKeyRecord.Collection, AccessKeyRecord.Scope, request.AccessKeyId, call.Aborted);
        if (key is null || key.Value.Account != call.Account.ToString()) throw IamErrors.NoAccessKey(request.AccessKeyId);
        return new() { UserName = key.Value.UserName, AccessKeyLastUsed = await LastUse(request.AccessKeyId, call) };
    }

    // The audit trail knows every use, so nothing else has to be kept. It is asked for the key's home region, where IAM's own calls are.
    async ValueTask<AccessKeyLastUsed> LastUse(string accessKeyId, Call call)
    {
        var query = new EventQuery(AuditKeys.Of(call.Account, call.Region, AuditKeys.AccessKeyId, accessKeyId));
        var scanned = 0;
        await foreach (var used in journal.Find(query, call.Aborted))
        {
            // Forged uses are recorded under the key too, and must not make this endless.
            if (scanned++ == MaxScanned) break;
            using var record = JsonDocument.Parse(used.Body);
            if (!record.RootElement.GetProperty("userIdentity").TryGetProperty("accessKeyId", out var id) || id.GetString() != accessKeyId) continue;
            if (record.RootElement.GetProperty("userIdentity").GetProperty("type").GetString() == "Unknown") continue;
            var source = record.RootElement.GetProperty("eventSource").GetString()!;
            return new()
            {
                LastUsedDate = used.Time,
                ServiceName = source[..source.IndexOf('.')],
                Region = record.RootElement.GetProperty("awsRegion").GetString()!,
            };
        }
        return new() { ServiceName = "N/A", Region = "N/A" };
    }

    async ValueTask<Resource> AccessKeyOwner(string accessKeyId, Call call)
    {
        var key = await documents.Get(AccessKeyRecord.Collection, AccessKeyRecord.Scope, accessKeyId, call.Aborted);
        return key?.Value.UserName is { } name && key.Value.Account == call.Account.ToString() ? await UserResource(name, call) : Resource.Any;
    }

    ValueTask<List<Versioned<AccessKeyRecord>>> KeysOf(string account, string userName, Call call) => documents.Find(
        AccessKeyRecord.Collection, AccessKeyRecord.Scope, "Owner", AccessKeyRecord.OwnerOf(account, userName), null, MaxAccessKeys + 1, call.Aborted);

    async ValueTask<Versioned<AccessKeyRecord>> RequireKey(string? userName, string accessKeyId, Call call)
    {
        var user = await RequireUser(userName, call);
        var key = await documents.Get(AccessKeyRecord.Collection, AccessKeyRecord.Scope, accessKeyId, call.Aborted);
        return key?.Value.Owner == AccessKeyRecord.OwnerOf(user.Record.Account, user.Record.UserName) ? key : throw IamErrors.NoAccessKey(accessKeyId);
    }
}
