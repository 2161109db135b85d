using Redoubt.Services.Iam.Users;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    async ValueTask<GetUserResponse> GetUser(GetUserRequest request, Call call) =>
        new() { User = Describe((await RequireUser(request.UserName, call)).Record) };

    async ValueTask<ListUsersResponse> ListUsers(ListUsersRequest request, Call call)
    {
        var limit = Paging.Items(request.MaxItems);
        var (found, after) = (new List<UserRecord>(), Paging.After(request.Marker, call));
        // A page may lie in several of the store's pages where a path is asked for.
        while (found.Count <= limit)
        {
            var page = await documents.List(UserRecord.Collection, call.Account.ToString(), after, limit + 1, call.Aborted);
            found.AddRange(page.Select(user => user.Value).Where(user => user.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)));
            if (page.Count <= limit) break;
            after = page[^1].Id;
        }
        var users = Paging.Cut([.. found.Take(limit + 1)], limit, user => UserRecord.Key(user.UserName), call);
        return new() { Users = users.Items.ConvertAll(user => Describe(user, withTags: false)), IsTruncated = users.IsTruncated, Marker = users.Marker };
    }

    // Groups come with the whole of IAM; until then no user can be in one.
    async ValueTask<ListGroupsForUserResponse> ListGroupsForUser(ListGroupsForUserRequest request, Call call)
    {
        await RequireUser(request.UserName, call);
        return new() { Groups = [], IsTruncated = false };
    }
}
