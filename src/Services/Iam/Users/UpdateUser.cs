using Redoubt.Services.Iam.AccessKeys;
using Redoubt.Services.Iam.ManagedPolicies;
using Redoubt.Services.Iam.Users;
using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    async ValueTask UpdateUser(UpdateUserRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        var changed = user.Record with { UserName = request.NewUserName ?? user.Record.UserName, Path = request.NewPath ?? user.Record.Path };
        if (!changed.Arn.Equals(user.Record.Arn)) await call.Require("iam:UpdateUser", changed.Arn);

        var (oldKey, newKey) = (UserRecord.Key(user.Record.UserName), UserRecord.Key(changed.UserName));
        if (oldKey == newKey)
        {
            call.Update(user.Document, changed);
        }
        else
        {
            if (await users.Find(changed.Account, changed.UserName, call.Aborted) is not null) throw IamErrors.UserExists(changed.UserName);
            call.Delete(user.Document);
            call.Insert(UserRecord.Collection, changed.Account, newKey, changed);
        }
        await Rename(user.Record, changed, call);
    }

    // What knows the user by name follows: access keys and attachments.
    async ValueTask Rename(UserRecord old, UserRecord changed, Call call)
    {
        if (old.UserName == changed.UserName) return;
        foreach (var key in await KeysOf(old.Account, old.UserName, call))
            call.Update(key, key.Value with { UserName = changed.UserName, Owner = AccessKeyRecord.OwnerOf(changed.Account, changed.UserName) });
        foreach (var arn in old.AttachedPolicies)
        {
            var attachment = await documents.Get(AttachmentRecord.Collection, old.Account, AttachmentRecord.Key(arn, old.UserName), call.Aborted)
                ?? throw new StorageException($"the attachment of {arn} to a user is missing");
            var renamed = attachment.Value with { UserName = changed.UserName };
            if (attachment.Id == AttachmentRecord.Key(arn, changed.UserName))
            {
                call.Update(attachment, renamed);
                continue;
            }
            call.Delete(attachment);
            call.Insert(AttachmentRecord.Collection, changed.Account, AttachmentRecord.Key(arn, changed.UserName), renamed);
        }
    }
}
