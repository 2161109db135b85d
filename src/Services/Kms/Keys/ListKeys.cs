using Redoubt.Services.Kms.Keys;
using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask<ListKeysResponse> ListKeys(ListKeysRequest request, Call call)
    {
        var limit = request.Limit ?? 100;
        var found = await documents.List(KeyRecord.Collection, call.Scope, Position(request.Marker, call), limit + 1, call.Aborted);
        var page = found.Take(limit).ToList();
        return new()
        {
            Keys = page.ConvertAll(key => new KeyListEntry { KeyId = key.Id, KeyArn = key.Value.Arn }),
            Truncated = found.Count > limit,
            NextMarker = found.Count > limit ? call.Pages.Seal(call, page[^1].Id) : null,
        };
    }

    static string? Position(string? marker, Call call) =>
        marker is null ? null : call.Pages.Open(call, marker) ?? throw KmsErrors.InvalidMarker();
}
