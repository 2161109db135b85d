using Redoubt.Storage;

namespace Redoubt.Services.Kms;

sealed partial class KmsService
{
    async ValueTask TagResource(TagResourceRequest request, Call call)
    {
        var key = NotPendingDeletion(await keys.FindById(request.KeyId, call));
        call.Update(key.Document, key.Record with { Tags = Tagging.Merge(key.Record.Tags, Tagging.Read(request.Tags)) });
    }

    async ValueTask UntagResource(UntagResourceRequest request, Call call)
    {
        var key = NotPendingDeletion(await keys.FindById(request.KeyId, call));
        var left = key.Record.Tags.Where(tag => !request.TagKeys.Contains(tag.Key)).ToDictionary();
        if (left.Count < key.Record.Tags.Count) call.Update(key.Document, key.Record with { Tags = left });
    }

    async ValueTask<ListResourceTagsResponse> ListResourceTags(ListResourceTagsRequest request, Call call)
    {
        var (limit, after) = (request.Limit ?? 50, Position(request.Marker, call));
        var all = (await keys.FindById(request.KeyId, call)).Record.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal);
        var found = all.Where(tag => after is null || string.CompareOrdinal(tag.Key, after) > 0).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        return new()
        {
            Tags = page.ConvertAll(tag => new Tag { TagKey = tag.Key, TagValue = tag.Value }),
            Truncated = found.Count > limit,
            NextMarker = found.Count > limit ? call.Pages.Seal(call, page[^1].Key) : null,
        };
    }
}
