using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    async ValueTask TagUser(TagUserRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        call.Update(user.Document, user.Record with { Tags = Tagging.Merge(user.Record.Tags, Tagging.Read(request.Tags)) });
    }

    async ValueTask UntagUser(UntagUserRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        call.Update(user.Document, user.Record with { Tags = Tagging.Without(user.Record.Tags, request.TagKeys) });
    }

    async ValueTask<ListUserTagsResponse> ListUserTags(ListUserTagsRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var page = Paging.Of(user.Record.Tags, tag => tag.Key, request.MaxItems, request.Marker, call);
        return new() { Tags = Tagging.Write(page.Items), IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
