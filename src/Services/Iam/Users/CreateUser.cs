using Redoubt.Services.Iam.Users;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    async ValueTask<CreateUserResponse> CreateUser(CreateUserRequest request, Call call)
    {
        if (request.PermissionsBoundary is not null) throw IamErrors.InvalidInput("permissions boundaries are not supported yet");
        var tags = Tagging.Read(request.Tags);
        if (tags.Count > 0) await call.Require("iam:TagUser", new Resource(NewUserArn(request.Path, request.UserName, call)) { RequestTags = tags });
        if (await users.Find(call.Account.ToString(), request.UserName, call.Aborted) is not null) throw IamErrors.UserExists(request.UserName);
        var user = new UserRecord
        {
            UserName = request.UserName,
            UserId = Ids.Iam("AIDA"),
            Path = request.Path ?? "/",
            Account = call.Account.ToString(),
            Created = Now(call),
            Tags = tags,
            InlinePolicies = new Dictionary<string, string>(),
            AttachedPolicies = [],
        };
        call.Insert(UserRecord.Collection, user.Account, UserRecord.Key(user.UserName), user);
        return new() { User = Describe(user) };
    }

    static User Describe(UserRecord user, bool withTags = true) => new()
    {
        Path = user.Path,
        UserName = user.UserName,
        UserId = user.UserId,
        Arn = user.Arn.ToString(),
        CreateDate = user.Created,
        Tags = withTags && user.Tags.Count > 0 ? Tagging.Write(user.Tags) : null,
    };
}
