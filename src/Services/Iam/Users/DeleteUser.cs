using Redoubt.Storage;

namespace Redoubt.Services.Iam;

sealed partial class IamService
{
    async ValueTask DeleteUser(DeleteUserRequest request, Call call)
    {
        var user = await RequireUser(request.UserName, call);
        if (user.Record.AttachedPolicies.Count > 0) throw IamErrors.DeleteConflict("Cannot delete entity, must detach all policies first.");
        if (user.Record.InlinePolicies.Count > 0) throw IamErrors.DeleteConflict("Cannot delete entity, must delete policies first.");
        if ((await KeysOf(user.Record.Account, user.Record.UserName, call)).Count > 0)
            throw IamErrors.DeleteConflict("Cannot delete entity, must delete access keys first.");
        call.Delete(user.Document);
    }
}
